"""Session: a conversation in phases, with minutes that must add up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from ...suggestions import listed
from .base import Definition, Items, Minutes, Part
from .checks import Fault, all_have, fault, has, having, known
from .guidance import INTRODUCE, NEXT, SITUATIONS, Situation
from .kindinfo import Kind
from .labelled import L_, Labelled
from .scalars import Anything, Flag, For, PartOf, Prose, Ref, Slug, Text, Title, Whole, only_if, within
from .vocabulary import MODEL_STEPS, CoachingModel, Step


class When(Labelled):
    before = "before", L_("when", "Before the session")
    during = "during", L_("when", "During the session")
    after = "after", L_("when", "After the session")


class Format(Labelled):
    one_to_one = "one_to_one", L_("format", "One-to-one")
    group = "group", L_("format", "Group")
    supervision = "supervision", L_("format", "Supervision")


class Setting(Labelled):
    in_person = "in_person", L_("setting", "In person")
    online = "online", L_("setting", "Online")
    phone = "phone", L_("setting", "By phone")
    walking = "walking", L_("setting", "While walking")


class Level(Labelled):
    easy = "easy", L_("level", "Easy")
    moderate = "moderate", L_("level", "Moderate")
    demanding = "demanding", L_("level", "Demanding")


class GroupSize(Part):
    min: Whole = Field(ge=1, le=500, description="Minimum number of participants.")
    max: Whole = Field(ge=1, le=500, description="Maximum number of participants.")

    def faults(self) -> Iterator[Fault]:
        """Yield bounds that are out of order."""
        yield from super().faults()
        if has(self, "min", "max") and self.min > self.max:
            yield fault("range_order", min=self.min, max=self.max)


class Difficulty(Part):
    facilitator: Level = Field(description="How demanding it is to lead.")
    participant: Level = Field(description="How demanding it is to take part.")


class Steps(Part):
    """What each person does in a phase."""

    coach: Items = Field(description="What the coach (mentor, supervisor) does, step by step.")
    client: Items = Field(description="What the client (mentee, supervisee) does, step by step.")


class Phase(Part):
    """One phase of a session. Its minutes count towards the length of the session if ‘when’ is ‘during’."""

    id: Slug = Field(description="Fixed ID of this phase.")
    title: Title = Field(description="Title of the phase.")
    intent: Text = Field(description="The purpose of the phase, in one sentence.")
    when: When = Field(description="Before, during or after the session.")
    step: str | None = Field(
        default=None, description="The step of the session’s model that this phase covers, such as ‘goal’."
    )
    minutes: Minutes = Field(description="How long it takes.")
    optional: Flag = Field(default=False, description="Whether it can be left out when time is short.")
    movable: Flag = Field(default=False, description="Whether it can be moved before or after other phases.")
    needs: tuple[Slug, ...] = Field(
        default=(), description="IDs of the phases that this phase builds on. It is never moved before them."
    )
    steps: Steps = Field(description="What each person does.")
    invitation: Prose | None = Field(
        default=None, description="Opening words for the phase, spoken by the coach."
    )
    questions: tuple[Annotated[PartOf, Ref("question_bank", "questions")], ...] = Field(
        default=(), description="Questions that are useful here, written as bank/question."
    )
    worksheets: tuple[Annotated[Slug, Ref("worksheet")], ...] = Field(
        default=(), description="IDs of the worksheets that are useful here."
    )
    coach_notes: Annotated[Prose | None, For("coach")] = Field(
        default=None, description="Notes that only the coach sees."
    )
    watch_for: Annotated[Items | None, For("coach")] = Field(
        default=None, description="What the coach watches for. Only the coach sees it."
    )


_DURING: JsonDict = {"properties": {"when": {"const": When.during.value}}, "required": ["when"]}


def _steps(model: CoachingModel) -> tuple[Step, ...]:
    return MODEL_STEPS["general" if model is CoachingModel.none else model]


class Session(Definition):
    """A session guide."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [
                {
                    "properties": {
                        "phases": {"contains": {"properties": {"when": {"const": When.during.value}}}}
                    }
                },
                only_if("format", Format.group.value, {"required": ["group_size"]}),
                *(
                    only_if(
                        "model",
                        model.value,
                        within({"properties": {"step": {"enum": list(_steps(model))}}}, "phases"),
                    )
                    for model in CoachingModel
                ),
            ],
        }
    )
    kind: Literal[Kind.session] = Field(description="What this file defines.")
    model: CoachingModel = Field(description="The conversation model that the session follows, or ‘none’.")
    purpose: Prose = Field(description="Reasons for holding this session.")
    outcomes: Items = Field(description="What participants come away with.")
    format: Format = Field(description="One-to-one, group or supervision.")
    group_size: GroupSize | None = Field(default=None, description="For groups: how many people.")
    setting: tuple[Setting, ...] = Field(min_length=1, description="Where it can take place.")
    length: Minutes = Field(description="Length of the session itself.")
    materials: Items | None = Field(default=None, description="What to have ready.")
    pre_work: Items | None = Field(default=None, description="What participants do beforehand.")
    difficulty: Difficulty = Field(description="How demanding it is.")
    contraindications: Items | None = Field(default=None, description="When not to hold this session.")
    competencies: tuple[Annotated[PartOf, Ref("framework", "competencies")], ...] = Field(
        default=(), description="Competencies that the session draws on, written as framework/competency."
    )
    phases: tuple[Phase, ...] = Field(min_length=1, description="The phases, in order.")
    introduce: Annotated[Prose | None, For("coach")] = Field(default=None, description=INTRODUCE)
    situations: Annotated[tuple[Situation, ...], For("coach")] = Field(default=(), description=SITUATIONS)
    next: Annotated[tuple[Annotated[Anything, Ref()], ...], For("coach")] = Field(
        default=(), description=NEXT
    )

    @property
    def typical_minutes(self) -> int | None:
        """Return how many minutes it usually takes."""
        return self.length.typical

    def faults(self) -> Iterator[Fault]:
        """Yield minutes that do not add up, phases out of order, foreign steps, a group without its size."""
        yield from super().faults()
        if has(self, "phases") and all_have(self.phases, "when"):
            during = [phase for phase in self.phases if phase.when is When.during]
            if not during:
                yield fault("no_meeting", "phases")
            elif has(self, "length"):
                yield from self._sums(during)
        if has(self, "phases") and all_have(self.phases, "id", "when"):
            yield from self._order()
        if has(self, "phases", "model"):
            steps = _steps(self.model)
            for index, phase in having(self.phases, "step"):
                if phase.step is not None and phase.step not in steps:
                    yield fault(
                        "unknown_step", "phases", index, "step", value=phase.step, known=listed(steps)
                    )
        if has(self, "format", "group_size") and self.format is Format.group and self.group_size is None:
            yield fault("group_size", "format")

    def _order(self) -> Iterator[Fault]:
        earlier: list[str] = []
        for index, phase in enumerate(self.phases):
            if has(phase, "needs"):
                for number, name in known(phase.needs):
                    if name not in earlier or phase.when is not When.during:
                        at = ("phases", index, "needs", number)
                        yield fault("needs_earlier", *at, value=name, known=listed(earlier) or "–")
            if phase.when is When.during:
                earlier.append(phase.id)

    def _sums(self, during: list[Phase]) -> Iterator[Fault]:
        # Of minutes that are wrong in themselves, no sum says more.
        if not all_have(during, "minutes") or not all(phase.minutes.in_order() for phase in during):
            return
        typical = sum(phase.minutes.typical for phase in during)
        if has(self.length, "typical") and typical != self.length.typical:
            yield fault("minutes_sum", "length", "typical", total=typical, length=self.length.typical)
        if has(self.length, "min") and all_have(during, "optional"):
            least = sum(phase.minutes.min for phase in during if not phase.optional)
            if least > self.length.min:
                yield fault("minutes_least", "length", "min", total=least, length=self.length.min)
        if has(self.length, "max"):
            most = sum(phase.minutes.max for phase in during)
            if most < self.length.max:
                yield fault("minutes_most", "length", "max", total=most, length=self.length.max)
