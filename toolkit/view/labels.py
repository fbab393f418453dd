"""What the values of the model's vocabularies are called in the interface."""

from __future__ import annotations

from enum import StrEnum
from typing import cast

from babel import Locale
from babel.support import NullTranslations

from ..definitions import (
    ActivityType,
    Cadence,
    CoachingModel,
    Delivery,
    Depth,
    Format,
    Kind,
    Level,
    LifeCycle,
    Operation,
    QuestionType,
    Role,
    Setting,
    Stage,
    Topic,
    Visibility,
    When,
)

Label = tuple[str, str]


def L_(context: str, text: str) -> Label:
    """Mark a label for translation, with the vocabulary it belongs to as context."""
    return context, text


LABELS: dict[type[StrEnum], dict[str, Label]] = {
    Kind: {
        "approach": L_("kind", "Approach"),
        "session": L_("kind", "Session guide"),
        "question_bank": L_("kind", "Question bank"),
        "worksheet": L_("kind", "Worksheet"),
        "checklist": L_("kind", "Checklist"),
        "curriculum": L_("kind", "Curriculum"),
        "glossary": L_("kind", "Glossary"),
        "framework": L_("kind", "Competency framework"),
    },
    LifeCycle: {
        "draft": L_("life cycle", "Draft"),
        "review": L_("life cycle", "In review"),
        "stable": L_("life cycle", "Stable"),
        "deprecated": L_("life cycle", "Deprecated"),
    },
    Visibility: {
        "client": L_("visibility", "Everyone"),
        "coach": L_("visibility", "Coaches only"),
        "trainer": L_("visibility", "Trainers only"),
    },
    Role: {
        "coach": L_("role", "Coach"),
        "client": L_("role", "Client"),
        "mentor": L_("role", "Mentor"),
        "mentee": L_("role", "Mentee"),
        "supervisor": L_("role", "Supervisor"),
        "supervisee": L_("role", "Supervisee"),
        "manager": L_("role", "Manager"),
        "sponsor": L_("role", "Sponsor"),
        "organisation": L_("role", "Organisation"),
        "trainer": L_("role", "Trainer"),
    },
    Topic: {
        "goals": L_("topic", "Goals"),
        "resources": L_("topic", "Resources"),
        "obstacles": L_("topic", "Obstacles"),
        "relationships": L_("topic", "Relationships"),
        "leadership": L_("topic", "Leadership"),
        "feedback": L_("topic", "Feedback"),
        "decision": L_("topic", "Decisions"),
        "conflict": L_("topic", "Conflict"),
        "delegation": L_("topic", "Delegation"),
        "wellbeing": L_("topic", "Well-being"),
        "career": L_("topic", "Career"),
        "closing": L_("topic", "Closing"),
        "communication": L_("topic", "Communication"),
        "contracting": L_("topic", "Agreements"),
        "ethics": L_("topic", "Ethics"),
        "learning": L_("topic", "Learning"),
        "motivation": L_("topic", "Motivation"),
        "responsibility": L_("topic", "Responsibility"),
        "self_awareness": L_("topic", "Self-awareness"),
        "time": L_("topic", "Time"),
        "trust": L_("topic", "Trust"),
        "values": L_("topic", "Values"),
    },
    CoachingModel: {
        "grow": L_("model", "GROW"),
        "tgrow": L_("model", "TGROW"),
        "clear": L_("model", "CLEAR"),
        "oskar": L_("model", "OSKAR"),
        "none": L_("model", "No fixed model"),
    },
    When: {
        "before": L_("when", "Before the session"),
        "during": L_("when", "During the session"),
        "after": L_("when", "After the session"),
    },
    Format: {
        "one_to_one": L_("format", "One-to-one"),
        "group": L_("format", "Group"),
        "supervision": L_("format", "Supervision"),
    },
    Setting: {
        "in_person": L_("setting", "In person"),
        "online": L_("setting", "Online"),
        "phone": L_("setting", "By phone"),
        "walking": L_("setting", "While walking"),
    },
    Level: {
        "easy": L_("level", "Easy"),
        "moderate": L_("level", "Moderate"),
        "demanding": L_("level", "Demanding"),
    },
    Stage: {
        "choosing": L_("stage", "Choosing"),
        "contracting": L_("stage", "Agreeing how to work"),
        "before": L_("stage", "Before the session"),
        "during": L_("stage", "During the session"),
        "after": L_("stage", "After the session"),
        "ongoing": L_("stage", "Throughout"),
        "evaluation": L_("stage", "Evaluation"),
    },
    QuestionType: {
        "open": L_("question type", "Open"),
        "scaling": L_("question type", "Scaling"),
        "miracle": L_("question type", "Miracle"),
        "exception": L_("question type", "Exception"),
        "closed_check": L_("question type", "Closed check"),
    },
    Depth: {
        "light": L_("depth", "Light"),
        "medium": L_("depth", "Medium"),
        "deep": L_("depth", "Deep"),
    },
    Cadence: {
        "once": L_("cadence", "Once"),
        "each_session": L_("cadence", "At each session"),
        "daily": L_("cadence", "Daily"),
        "weekly": L_("cadence", "Weekly"),
        "monthly": L_("cadence", "Monthly"),
        "as_needed": L_("cadence", "As needed"),
    },
    Operation: {
        "sum": L_("operation", "Sum"),
        "mean": L_("operation", "Mean"),
    },
    Delivery: {
        "in_person": L_("delivery", "In person"),
        "online": L_("delivery", "Online"),
        "blended": L_("delivery", "Blended"),
        "self_paced": L_("delivery", "At your own pace"),
    },
    ActivityType: {
        "input": L_("activity", "Input"),
        "discussion": L_("activity", "Discussion"),
        "exercise": L_("activity", "Exercise"),
        "practice": L_("activity", "Practice"),
        "role_play": L_("activity", "Role play"),
        "case_study": L_("activity", "Case study"),
        "reflection": L_("activity", "Reflection"),
        "assessment": L_("activity", "Assessment"),
        "break": L_("activity", "Break"),
    },
}
#: Index pages, by kind.
PLURALS: dict[Kind, Label] = {
    Kind.approach: L_("index", "Approaches"),
    Kind.session: L_("index", "Sessions"),
    Kind.question_bank: L_("index", "Questions"),
    Kind.worksheet: L_("index", "Worksheets"),
    Kind.checklist: L_("index", "Checklists"),
    Kind.curriculum: L_("index", "Curricula"),
    Kind.glossary: L_("index", "Glossary"),
    Kind.framework: L_("index", "Frameworks"),
}
STEPS: dict[str, Label] = {
    "preparation": L_("step", "Preparation"),
    "opening": L_("step", "Opening"),
    "exploration": L_("step", "Exploration and reflection"),
    "objectives": L_("step", "Setting objectives"),
    "resources": L_("step", "Resources and strategies"),
    "action": L_("step", "Action and commitment"),
    "closing": L_("step", "Closing"),
    "follow_up": L_("step", "After the session"),
    "topic": L_("step", "Topic"),
    "goal": L_("step", "Goal"),
    "reality": L_("step", "Reality"),
    "options": L_("step", "Options"),
    "will": L_("step", "Will"),
    "contracting": L_("step", "Contracting"),
    "listening": L_("step", "Listening"),
    "exploring": L_("step", "Exploring"),
    "review": L_("step", "Review"),
    "outcome": L_("step", "Outcome"),
    "scaling": L_("step", "Scaling"),
    "know_how": L_("step", "Know-how"),
    "affirm_action": L_("step", "Affirm and action"),
}
#: Rows of the comparison of approaches, in the order of the model.
COMPARISON: dict[str, Label] = {
    "focus": L_("comparison", "Focus"),
    "agenda": L_("comparison", "Who sets the agenda"),
    "expertise": L_("comparison", "Whose knowledge it draws on"),
    "relationship": L_("comparison", "Relationship"),
    "duration": L_("comparison", "Time frame"),
    "result": L_("comparison", "What you leave with"),
    "question": L_("comparison", "A typical question"),
    "choose_it": L_("comparison", "Choose it when"),
}


def label(interface: NullTranslations, value: StrEnum) -> str:
    """Return the name of a vocabulary's value in the interface language."""
    return say(interface, LABELS[type(value)][value.value])


def say(interface: NullTranslations, entry: Label) -> str:
    """Return a marked label in the interface language."""
    # Not str(): a label that is not translated knows its language.
    return cast(str, interface.pgettext(*entry))


def language_name(locale: str) -> str:
    """Return a language's own name, as it stands at the beginning of a line."""
    name = Locale.parse(locale).get_display_name(locale) or locale
    return name[:1].upper() + name[1:]
