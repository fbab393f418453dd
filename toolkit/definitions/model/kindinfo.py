"""The kinds of definition, and all that is told of one besides its model: a new kind is told here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from .labelled import L_, N_, Label, Labelled
from .prints import OtherSheet, Prints


@dataclass(frozen=True)
class KindInfo:
    """What a kind is, wherever something goes by kind."""

    #: What its index page and the navigation call it.
    plural: Label
    #: Material's drawing that stands for it beside its name.
    icon: str
    #: Where its files and its pages lie, by one name; "" where it is one file and one page.
    folder: str
    #: The key that lists its parts with an address of their own.
    parts: str | None = None
    #: The key that lists what readers look for and an index counts, where it is not the definitions.
    counted: str | None = None
    #: What the script and style sheet of its pages are called, where they have some of their own.
    script: str | None = None
    #: What the style sheet of its pages is called, where they have one and no script.
    style: str | None = None
    #: Whether its pages have a table of contents at their side.
    contents: bool = False
    #: Whether its pages are wider than a column of text.
    wide: bool = False
    #: Whether its definitions stand side by side in a table.
    compared: bool = False
    #: Whether a page of it that clients may read is the client's own: it names nothing meant for coaches.
    for_clients: bool = False
    #: None where it is not printed.
    prints: Prints | None = None
    #: What its index is filtered by, the most telling first, and divided by: names in ``view/facets``.
    facets: tuple[str, ...] = ()
    grouping: str | None = None
    #: Whether it is held on days, to which a project can give dates; then its page has a calendar.
    dated: bool = False
    #: Whether it explains words: who looks for one wants what is about it first.
    explains: bool = False
    #: Whether it is looked for with what somebody meets, in a sentence.
    in_sentences: bool = False
    #: Its type at schema.org.
    schema_type: str = "LearningResource"


class Kind(Labelled):
    """The kinds of definition, in the order in which the site shows them."""

    info: KindInfo

    # An enum's own way of making members is not handed down once its class stands.
    def __new__(cls, value: str, label: Label | None = None, info: KindInfo | None = None) -> Self:
        if label is None or info is None:
            raise TypeError(f"too little is told of the kind ‘{value}’")
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.info = label, info
        return member

    approach = (
        "approach",
        L_("kind", "Approach"),
        KindInfo(
            plural=L_("index", "Approaches"),
            icon="material/compass-outline",
            folder="approaches",
            contents=True,
            wide=True,
            compared=True,
        ),
    )
    pathway = (
        "pathway",
        L_("kind", "Situation"),
        KindInfo(
            plural=L_("index", "Situations"),
            icon="material/map-marker-path",
            folder="pathways",
            parts="steps",
            style="pathway",
            in_sentences=True,
            contents=True,
            prints=Prints(
                for_leaders=True, words={"signs": N_("What you see"), "serves": N_("What helps here")}
            ),
            facets=("topic", "audience"),
        ),
    )
    session = (
        "session",
        L_("kind", "Session guide"),
        KindInfo(
            plural=L_("index", "Sessions"),
            icon="material/play",
            folder="sessions",
            parts="phases",
            script="session",
            contents=True,
            prints=Prints(
                for_leaders=True,
                words={
                    "at_hand": N_("What to have ready"),
                    "outcomes": N_("Outcomes"),
                    "not_when": N_("When not to hold this session"),
                    "questions": N_("Questions"),
                    "sheets": N_("Worksheets to have ready"),
                    "watch_for": N_("Watch for"),
                    "can_be_left_out": N_("Can be left out"),
                    "can_be_moved": N_("Can be moved"),
                    "bar": N_("Phases of the session, to scale"),
                    "how_to_introduce": N_("How to introduce it"),
                    "situations": N_("Situations"),
                    "how_to_begin": N_("How to begin"),
                    "what_next": N_("What next"),
                },
            ),
            facets=("time", "model", "format", "setting", "topic", "audience"),
            grouping="pair",
        ),
    )
    question_bank = (
        "question_bank",
        L_("kind", "Question bank"),
        KindInfo(
            plural=L_("index", "Questions"),
            icon="material/card-text-outline",
            folder="questions",
            parts="questions",
            counted="questions",
            script="bank",
            prints=Prints(
                words={
                    "then": N_("Follow-up"),
                    "caution": N_("Caution"),
                    "use_when": N_("Use when"),
                    "avoid_when": N_("Avoid when"),
                    "formal": N_("Formal"),
                    "informal": N_("Informal"),
                    # In the margin of sheets that are cut into cards.
                    "cutting": N_(
                        "Print at 100% on both sides, flipping on the long edge, and cut along the marks."
                    ),
                }
            ),
            facets=("topic", "phase", "audience"),
            grouping="use",
        ),
    )
    worksheet = (
        "worksheet",
        L_("kind", "Worksheet"),
        KindInfo(
            plural=L_("index", "Worksheets"),
            icon="material/file-document-outline",
            folder="worksheets",
            script="worksheet",
            for_clients=True,
            prints=Prints(
                one_page=True,
                fillable=True,
                words={
                    "privacy": N_("What you write here is yours. You decide what you share and with whom."),
                    "debrief": N_("Questions to discuss"),
                },
            ),
            facets=("time", "cadence", "topic", "form", "audience"),
            grouping="topic",
        ),
    )
    checklist = (
        "checklist",
        L_("kind", "Checklist"),
        KindInfo(
            plural=L_("index", "Checklists"),
            icon="material/format-list-checks",
            folder="checklists",
            parts="groups",
            script="checklist",
            contents=True,
            prints=Prints(
                words={
                    "tick": N_("Tick"),
                    "responsible": N_("Responsible"),
                }
            ),
            facets=("stage", "role"),
            grouping="stage",
        ),
    )
    curriculum = (
        "curriculum",
        L_("kind", "Curriculum"),
        KindInfo(
            plural=L_("index", "Curricula"),
            icon="material/school-outline",
            folder="curricula",
            parts="modules",
            contents=True,
            facets=("delivery", "audience"),
            grouping="delivery",
            schema_type="Course",
            script="curriculum",
            dated=True,
            prints=Prints(
                words={
                    "programme": N_("Programme"),
                    "hours": N_("Hours report"),
                    "by_competency": N_("By competency"),
                    "by_type": N_("By type of activity"),
                    "by_delivery": N_("By mode of delivery"),
                    "competency": N_("Competency"),
                    "activity": N_("Activity"),
                    "delivery": N_("Delivery"),
                    "together": N_("Contact time"),
                    "self_study": N_("Self-study"),
                    "all_minutes": N_("Total minutes"),
                    "unassigned": N_("Without a competency, including breaks"),
                    "counts_for_each": N_(
                        "The minutes of an activity that develops several competencies count towards each "
                        "of them."
                    ),
                    "target": N_("Planned learning time"),
                    "provider": N_("Provider"),
                    "certificate": N_("Certificate of attendance"),
                    "has_attended": N_("has attended the course"),
                    "attended_on": N_("Dates"),
                    "attended_hours": N_("Hours attended"),
                    "course_hours": N_("Total course hours"),
                    "held_together": N_("of which contact time"),
                    "trainer": N_("Trainer"),
                    "competencies": N_("Competencies"),
                    "completion": N_("To complete the course"),
                },
                others=(OtherSheet("certificate", L_("sheet", "Certificate of attendance"), fillable=True),),
            ),
        ),
    )
    glossary = (
        "glossary",
        L_("kind", "Glossary"),
        KindInfo(
            plural=L_("index", "Glossary"),
            icon="material/book-alphabet",
            folder="",
            parts="concepts",
            counted="concepts",
            explains=True,
            schema_type="DefinedTermSet",
            style="glossary",
        ),
    )
    framework = (
        "framework",
        L_("kind", "Competency framework"),
        KindInfo(
            plural=L_("index", "Frameworks"),
            icon="material/sitemap-outline",
            folder="frameworks",
            parts="competencies",
        ),
    )
