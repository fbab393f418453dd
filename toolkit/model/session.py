"""Session: a conversation in phases, with minutes that must add up."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from .base import (
    MODEL_STEPS,
    CoachingModel,
    Definition,
    Flag,
    For,
    Items,
    Kind,
    Minutes,
    Part,
    PartOf,
    Prose,
    Ref,
    Slug,
    Text,
    Title,
    Whole,
    only_if,
    within,
)


class When(StrEnum):
    before = "before"
    during = "during"
    after = "after"


class Format(StrEnum):
    one_to_one = "one_to_one"
    group = "group"
    supervision = "supervision"


class Setting(StrEnum):
    in_person = "in_person"
    online = "online"
    phone = "phone"
    walking = "walking"


class Level(StrEnum):
    easy = "easy"
    moderate = "moderate"
    demanding = "demanding"


class GroupSize(Part):
    min: Whole = Field(ge=1, le=500, description="Least number of participants.")
    max: Whole = Field(ge=1, le=500, description="Greatest number of participants.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min > self.max:
            raise PydanticCustomError("range_order", "order", {"min": self.min, "max": self.max})
        return self


class Difficulty(Part):
    facilitator: Level = Field(description="How demanding it is to lead.")
    participant: Level = Field(description="How demanding it is to take part.")


class Steps(Part):
    """What each side does in a phase."""

    coach: Items = Field(description="What the coach (mentor, supervisor) does, step by step.")
    client: Items = Field(description="What the client (mentee, supervisee) does, step by step.")


class Phase(Part):
    """One phase of a session. Minutes of a phase ‘during’ count towards the session’s length."""

    id: Slug = Field(description="Stable name of this phase.")
    title: Title = Field(description="Title of the phase.")
    intent: Text = Field(description="What the phase is for, in one sentence.")
    when: When = Field(description="Before, during or after the meeting.")
    step: str | None = Field(
        default=None, description="The step of the session’s model that this phase is (such as goal)."
    )
    minutes: Minutes = Field(description="How long it takes.")
    optional: Flag = Field(default=False, description="Whether it can be left out when time is short.")
    movable: Flag = Field(default=False, description="Whether it can change places with other phases.")
    steps: Steps = Field(description="What both sides do.")
    invitation: Prose | None = Field(
        default=None, description="Words to open the phase with, spoken by the coach."
    )
    questions: tuple[Annotated[PartOf, Ref("question_bank", "questions")], ...] = Field(
        default=(), description="Questions that serve here, as bank/question."
    )
    worksheets: tuple[Annotated[Slug, Ref("worksheet")], ...] = Field(
        default=(), description="Worksheets that serve here, by id."
    )
    coach_notes: Annotated[Prose | None, For("coach")] = Field(
        default=None, description="Notes that only the coach sees."
    )
    watch_for: Annotated[Items | None, For("coach")] = Field(
        default=None, description="What the coach watches for. Only the coach sees it."
    )


_DURING: JsonDict = {"properties": {"when": {"const": When.during.value}}, "required": ["when"]}


def _steps(model: CoachingModel) -> tuple[str, ...]:
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
    model: CoachingModel = Field(description="The conversation model it follows, or none.")
    purpose: Prose = Field(description="Why to hold this session.")
    outcomes: Items = Field(description="What participants leave with.")
    format: Format = Field(description="One-to-one, group or supervision.")
    group_size: GroupSize | None = Field(default=None, description="For groups: how many people.")
    setting: tuple[Setting, ...] = Field(min_length=1, description="Where it can be held.")
    length: Minutes = Field(description="Length of the meeting itself.")
    materials: Items | None = Field(default=None, description="What must be at hand.")
    pre_work: Items | None = Field(default=None, description="What participants do beforehand.")
    difficulty: Difficulty = Field(description="How demanding it is.")
    contraindications: Items | None = Field(default=None, description="When not to hold this session.")
    competencies: tuple[Annotated[PartOf, Ref("framework", "competencies")], ...] = Field(
        default=(), description="Competencies it draws on, as framework/competency."
    )
    phases: tuple[Phase, ...] = Field(min_length=1, description="The phases, in order.")

    @model_validator(mode="after")
    def _minutes_add_up(self) -> Self:
        during = [phase for phase in self.phases if phase.when is When.during]
        if not during:
            raise PydanticCustomError("no_meeting", "no phase during", {"at": ("phases",)})
        typical = sum(phase.minutes.typical for phase in during)
        least = sum(phase.minutes.min for phase in during if not phase.optional)
        most = sum(phase.minutes.max for phase in during)
        if typical != self.length.typical:
            raise PydanticCustomError(
                "minutes_sum",
                "sum",
                {"at": ("length", "typical"), "total": typical, "length": self.length.typical},
            )
        if least > self.length.min:
            raise PydanticCustomError(
                "minutes_least",
                "least",
                {"at": ("length", "min"), "total": least, "length": self.length.min},
            )
        if most < self.length.max:
            raise PydanticCustomError(
                "minutes_most",
                "most",
                {"at": ("length", "max"), "total": most, "length": self.length.max},
            )
        return self

    @model_validator(mode="after")
    def _steps_of_model(self) -> Self:
        known = _steps(self.model)
        for index, phase in enumerate(self.phases):
            if phase.step is not None and phase.step not in known:
                raise PydanticCustomError(
                    "unknown_step",
                    "step",
                    {"at": ("phases", index, "step"), "value": phase.step, "known": ", ".join(known)},
                )
        return self

    @model_validator(mode="after")
    def _group_has_size(self) -> Self:
        if self.format is Format.group and self.group_size is None:
            raise PydanticCustomError("group_size", "size", {"at": ("format",)})
        return self
