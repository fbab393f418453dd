"""Curriculum: modules, sessions and activities whose minutes are checked against the target."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Annotated, Literal

from pydantic import Field

from ...suggestions import listed
from .base import Definition, Items, Part
from .checks import Fault, all_have, fault, has, having, known
from .kindinfo import Kind
from .labelled import L_, Labelled
from .scalars import Flag, For, LocaleCode, PartOf, Plain, Prose, Ref, Slug, Text, Title, Whole


class Delivery(Labelled):
    in_person = "in_person", L_("delivery", "In person")
    online = "online", L_("delivery", "Online")
    blended = "blended", L_("delivery", "Blended")
    self_paced = "self_paced", L_("delivery", "At your own pace")


class ActivityType(Labelled):
    input = "input", L_("activity", "Input")
    discussion = "discussion", L_("activity", "Discussion")
    exercise = "exercise", L_("activity", "Exercise")
    practice = "practice", L_("activity", "Practice")
    role_play = "role_play", L_("activity", "Role play")
    case_study = "case_study", L_("activity", "Case study")
    reflection = "reflection", L_("activity", "Reflection")
    assessment = "assessment", L_("activity", "Assessment")
    break_ = "break", L_("activity", "Break")


class TargetMinutes(Part):
    """Minutes that a learner spends in total, including the contact time."""

    target: Whole = Field(ge=1, le=600000, description="All minutes, including self-study.")
    contact: Whole = Field(
        ge=0, le=600000, description="Contact time: minutes spent with the trainer or coach."
    )
    tolerance: Whole = Field(
        default=0,
        ge=0,
        le=50,
        description="How far, in per cent, the minutes of the activities may differ from ‘target’ or "
        "‘contact’ before this is reported as a problem.",
    )

    def allows(self, total: int, wanted: int) -> bool:
        """Say whether ``total`` minutes are near enough to those that are ``wanted``."""
        return 100 * abs(total - wanted) <= self.tolerance * wanted


class Activity(Part):
    id: Slug = Field(description="Fixed ID of this activity.")
    title: Title = Field(description="Title of the activity.")
    type: ActivityType = Field(description="The type of activity.")
    minutes: Whole = Field(ge=1, le=2400, description="How long it takes.")
    contact: Flag = Field(default=True, description="Whether it is contact time; ‘no’ means self-study.")
    text: Prose = Field(description="What happens.")
    competencies: tuple[Annotated[PartOf, Ref("framework", "competencies")], ...] = Field(
        default=(),
        description="Which of the curriculum’s competencies the activity develops; its minutes count "
        "towards each of them.",
    )
    trainer_notes: Annotated[Prose | None, For("trainer")] = Field(
        default=None,
        description="Notes for the facilitator. They are included only in the edition for trainers.",
    )
    materials: Items | None = Field(default=None, description="What is needed.")
    worksheets: tuple[Annotated[Slug, Ref("worksheet")], ...] = Field(
        default=(), description="Worksheets used."
    )
    checklists: tuple[Annotated[Slug, Ref("checklist")], ...] = Field(
        default=(), description="Checklists used."
    )
    question_banks: tuple[Annotated[Slug, Ref("question_bank")], ...] = Field(
        default=(), description="Question banks used."
    )
    approaches: tuple[Annotated[Slug, Ref("approach")], ...] = Field(
        default=(), description="Approaches to read about."
    )


class Lesson(Part):
    """A course session within a module; if it follows a session guide, ‘guide’ says which one."""

    id: Slug = Field(description="Fixed ID of this course session.")
    title: Title = Field(description="Title of the course session.")
    guide: Annotated[Slug, Ref("session")] | None = Field(
        default=None, description="ID of the session guide that this course session follows."
    )
    activities: tuple[Activity, ...] = Field(min_length=1, description="The activities, in order.")


class Module(Part):
    id: Slug = Field(description="Fixed ID of this module.")
    title: Title = Field(description="Title of the module.")
    summary: Text = Field(description="A summary of the module, in one sentence.")
    needs: tuple[Slug, ...] = Field(
        default=(), description="IDs of the modules in this curriculum that have to come before this one."
    )
    questions: Items = Field(description="Questions that the module answers.")
    objectives: Items = Field(description="What learners can do afterwards.")
    keypoints: Items = Field(description="What to remember.")
    sessions: tuple[Lesson, ...] = Field(min_length=1, description="The course sessions, in order.")


class ProgrammeStage(Part):
    """A stage of a programme, such as assessment, and its modules."""

    id: Slug = Field(description="Fixed ID of this stage.")
    title: Title = Field(description="Title of the stage.")
    text: Text = Field(description="What the stage is for.")
    steps: Items = Field(description="What happens in it.")
    modules: tuple[Slug, ...] = Field(default=(), description="IDs of the modules in this stage.")


class Curriculum(Definition):
    """A curriculum published by a trainer."""

    kind: Literal[Kind.curriculum] = Field(description="What this file defines.")
    provider: Plain | None = Field(
        default=None, description="Who offers it (default: the provider or the site named in mkdocs.yml)."
    )
    introduction: Prose = Field(description="Who it is for and how it works.")
    minutes: TargetMinutes = Field(
        description="Learning time in minutes; it must equal the total for all activities."
    )
    delivery: Delivery = Field(description="In person, online, blended or self-paced.")
    competencies: tuple[Annotated[PartOf, Ref("framework", "competencies")], ...] = Field(
        default=(), description="Competencies that the module develops, written as framework/competency."
    )
    prerequisites: Items | None = Field(default=None, description="What learners need before they start.")
    assessment: Prose = Field(description="How learning is assessed.")
    completion: Items = Field(description="What must be done to complete it.")
    languages: tuple[LocaleCode, ...] = Field(min_length=1, description="Languages that it is available in.")
    publish_threshold: Whole = Field(
        default=100,
        ge=0,
        le=100,
        description="How much, in per cent, must be translated before a language is published.",
    )
    stages: tuple[ProgrammeStage, ...] = Field(default=(), description="Stages of the programme, if any.")
    modules: tuple[Module, ...] = Field(min_length=1, description="The modules, in order.")

    @property
    def typical_minutes(self) -> int | None:
        """Return how many minutes it usually takes."""
        return self.minutes.target

    def faults(self) -> Iterator[Fault]:
        """Yield minutes that do not add up, names of no module or competency, and modules in a circle."""
        yield from super().faults()
        if not has(self, "modules"):
            return
        if has(self, "minutes"):
            yield from self._sums()
        if has(self, "competencies"):
            yield from self._unlisted()
        if all_have(self.modules, "id"):
            yield from self._names()

    @property
    def activities(self) -> tuple[Activity, ...]:
        """Return all activities, in order."""
        return tuple(
            activity
            for module in self.modules
            for lesson in module.sessions
            for activity in lesson.activities
        )

    def _names(self) -> Iterator[Fault]:
        """Yield names of modules that are none, and modules that cannot come in their order."""
        ids = {module.id: number for number, module in enumerate(self.modules)}
        if has(self, "stages"):
            for s, stage in having(self.stages, "modules"):
                for m, name in known(stage.modules):
                    if name not in ids:
                        at = ("stages", s, "modules", m)
                        yield fault("unknown_module", *at, value=name, known=listed(ids))
        before: dict[str, list[str]] = {name: [] for name in ids}
        later: list[tuple[int, int, str]] = []
        for m, module in having(self.modules, "needs"):
            for a, name in known(module.needs):
                if name not in ids:
                    yield fault("unknown_module", "modules", m, "needs", a, value=name, known=listed(ids))
                    continue
                before[module.id].append(name)
                if ids[name] > m:
                    later.append((m, a, name))
        round_about: set[str] = set()
        for circle in _circles(before):
            round_about |= set(circle)
            first = ids[circle[0]]
            yield fault("module_circle", "modules", first, "needs", value=" → ".join([*circle, circle[0]]))
        for m, a, name in later:
            if name not in round_about or self.modules[m].id not in round_about:
                yield fault("module_order", "modules", m, "needs", a, value=name, module=self.modules[m].id)

    def _unlisted(self) -> Iterator[Fault]:
        """Yield competencies of activities that the curriculum itself does not name."""
        for m, module in having(self.modules, "sessions"):
            for s, lesson in having(module.sessions, "activities"):
                for a, activity in having(lesson.activities, "competencies"):
                    for c, name in known(activity.competencies):
                        if name not in self.competencies:
                            at = ("modules", m, "sessions", s, "activities", a, "competencies", c)
                            yield fault(
                                "unlisted_competency",
                                *at,
                                value=name,
                                known=listed(map(str, self.competencies)) or "–",
                            )

    def _sums(self) -> Iterator[Fault]:
        if not all_have(self.modules, "sessions"):
            return
        lessons = [lesson for module in self.modules for lesson in module.sessions]
        if not all_have(lessons, "activities"):
            return
        activities = self.activities
        if not all_have(activities, "minutes") or not has(self.minutes, "tolerance"):
            return
        total = sum(activity.minutes for activity in activities)
        if has(self.minutes, "target"):
            yield from self._sum("target", total, self.minutes.target)
        if has(self.minutes, "contact") and all_have(activities, "contact"):
            contact = sum(activity.minutes for activity in activities if activity.contact)
            yield from self._sum("contact", contact, self.minutes.contact)

    def _sum(self, key: str, total: int, wanted: int) -> Iterator[Fault]:
        if not self.minutes.allows(total, wanted):
            yield fault(f"{key}_minutes", "minutes", key, total=total, length=wanted, off=abs(total - wanted))


def _circles(before: dict[str, list[str]]) -> Iterator[list[str]]:
    """Yield the circles of names that each have to come before the next, the first of the file first."""
    order = list(before)
    while True:
        try:
            TopologicalSorter(before).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1][:-1]
            first = min(range(len(circle)), key=lambda n: order.index(circle[n]))
            circle = circle[first:] + circle[:first]
            yield circle
            # Without this step there is one circle less.
            last, following = circle[-1], circle[0]
            before[following] = [name for name in before[following] if name != last]
        else:
            return
