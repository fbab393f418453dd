"""Curriculum: modules, sessions and activities whose minutes are checked against the target."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from .base import Definition, Items, Part
from .checks import Fault, all_have, fault, has, having, known, listed
from .kindinfo import Kind
from .labelled import L_, Labelled
from .scalars import Flag, LocaleCode, PartOf, Plain, Prose, Ref, Slug, Text, Title, Whole


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
    """Minutes of a learner’s whole effort, and the part of it spent together."""

    target: Whole = Field(ge=1, le=600000, description="All minutes, self-study included.")
    contact: Whole = Field(ge=0, le=600000, description="Minutes spent with the trainer or coach.")


class Activity(Part):
    id: Slug = Field(description="Stable name of this activity.")
    title: Title = Field(description="Title of the activity.")
    type: ActivityType = Field(description="What sort of activity it is.")
    minutes: Whole = Field(ge=1, le=2400, description="How long it takes.")
    contact: Flag = Field(default=True, description="Whether it is done together; no means self-study.")
    text: Prose = Field(description="What happens.")
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
        default=(), description="Approaches to read."
    )


class Lesson(Part):
    """A sitting of a module; where it follows a session guide, ‘guide’ names it."""

    id: Slug = Field(description="Stable name of this sitting.")
    title: Title = Field(description="Title of the sitting.")
    guide: Annotated[Slug, Ref("session")] | None = Field(
        default=None, description="The session guide that it follows, by id."
    )
    activities: tuple[Activity, ...] = Field(min_length=1, description="The activities, in order.")


class Module(Part):
    id: Slug = Field(description="Stable name of this module.")
    title: Title = Field(description="Title of the module.")
    summary: Text = Field(description="What the module is about, in one sentence.")
    questions: Items = Field(description="Questions that the module answers.")
    objectives: Items = Field(description="What learners can do afterwards.")
    keypoints: Items = Field(description="What to remember.")
    sessions: tuple[Lesson, ...] = Field(min_length=1, description="The sittings, in order.")


class ProgrammeStage(Part):
    """A stage of a programme, such as assessment, and the modules that belong to it."""

    id: Slug = Field(description="Stable name of this stage.")
    title: Title = Field(description="Title of the stage.")
    text: Text = Field(description="What the stage is for.")
    steps: Items = Field(description="What happens in it.")
    modules: tuple[Slug, ...] = Field(default=(), description="Modules that belong to it, by id.")


class Curriculum(Definition):
    """A curriculum that a trainer publishes."""

    kind: Literal[Kind.curriculum] = Field(description="What this file defines.")
    provider: Plain = Field(description="Who offers it.")
    introduction: Prose = Field(description="For whom it is and how it works.")
    minutes: TargetMinutes = Field(description="Learning time; must equal what the activities add up to.")
    delivery: Delivery = Field(description="In person, online, blended or self-paced.")
    competencies: tuple[Annotated[PartOf, Ref("framework", "competencies")], ...] = Field(
        default=(), description="Competencies it develops, as framework/competency."
    )
    prerequisites: Items | None = Field(default=None, description="What learners bring along.")
    assessment: Prose = Field(description="How learning is assessed.")
    completion: Items = Field(description="What must be done to complete it.")
    languages: tuple[LocaleCode, ...] = Field(min_length=1, description="Languages it is offered in.")
    publish_threshold: Whole = Field(
        default=100, ge=0, le=100, description="Per cent translated that a language needs to be published."
    )
    stages: tuple[ProgrammeStage, ...] = Field(default=(), description="Stages of the programme, if any.")
    modules: tuple[Module, ...] = Field(min_length=1, description="The modules, in order.")

    @property
    def typical_minutes(self) -> int | None:
        """Return how many minutes it usually takes."""
        return self.minutes.target

    def faults(self) -> Iterator[Fault]:
        """Yield minutes that do not add up, and modules of stages that are none."""
        yield from super().faults()
        if not has(self, "modules"):
            return
        if has(self, "minutes"):
            yield from self._sums()
        if has(self, "stages") and all_have(self.modules, "id"):
            ids = {module.id: module for module in self.modules}
            for s, stage in having(self.stages, "modules"):
                for m, name in known(stage.modules):
                    if name not in ids:
                        at = ("stages", s, "modules", m)
                        yield fault("unknown_module", *at, value=name, known=listed(ids))

    def _sums(self) -> Iterator[Fault]:
        if not all_have(self.modules, "sessions"):
            return
        lessons = [lesson for module in self.modules for lesson in module.sessions]
        if not all_have(lessons, "activities"):
            return
        activities = [activity for lesson in lessons for activity in lesson.activities]
        if not all_have(activities, "minutes"):
            return
        total = sum(activity.minutes for activity in activities)
        if has(self.minutes, "target") and total != self.minutes.target:
            yield fault("target_minutes", "minutes", "target", total=total, length=self.minutes.target)
        if has(self.minutes, "contact") and all_have(activities, "contact"):
            contact = sum(activity.minutes for activity in activities if activity.contact)
            if contact != self.minutes.contact:
                yield fault(
                    "contact_minutes", "minutes", "contact", total=contact, length=self.minutes.contact
                )
