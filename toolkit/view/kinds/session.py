"""Session guides: their clock, their stages and whom they bring together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypedDict

from ...definitions import Part, Step, model
from .. import facets
from ..speaker import Speaker
from ..text import View
from ..typed import ViewOf


class PhaseView(TypedDict):
    """What a phase has besides its own keys."""

    start: Annotated[int, "Minute of the meeting at which it begins, with usual minutes."]
    end: Annotated[int, "Minute at which it ends."]
    share: Annotated[float, "Its share of the meeting in per cent; 0 before and after."]
    step_label: Annotated[str | None, "What its step of the model is called."]


class Time(TypedDict):
    """A length of the meeting to choose."""

    value: Annotated[int, "Minutes."]
    text: Annotated[str, "The same in words."]


class Sides(TypedDict):
    """Whom a session brings together."""

    leader: Annotated[str, "What the one who leads is called."]
    participant: Annotated[str, "What the other one is called."]
    for_leader: Annotated[str, "What heads notes to the one who leads."]


class StageView(TypedDict):
    """Phases before, during or after the meeting."""

    value: Annotated[str, "before, during or after."]
    label: Annotated[str, "The same in words."]
    phases: Annotated[list[Annotated[View, ViewOf(model.session.Phase)]], "The phases, in order."]


class SessionView(TypedDict):
    """What a session guide has besides its own keys."""

    times: Annotated[list[Time], "Lengths to choose from, from its least to its most."]
    sides: Annotated[Sides, "Whom it brings together."]
    stages: Annotated[list[StageView], "Its phases by when they are; only what occurs."]


#: Minutes that people plan with, offered where they lie within a guide's own bounds.
ROUND = (15, 20, 30, 45, 60, 75, 90, 120, 180, 240, 360, 480)

#: What views have besides the keys of a definition, by the part of it.
ADDED: Mapping[type[Part], type] = {
    model.session.Session: SessionView,
    model.session.Phase: PhaseView,
}


def extra(speaker: Speaker, session: model.session.Session, view: View) -> SessionView:
    """Return what a session guide's view has besides its fields."""
    during = [phase for phase in session.phases if phase.when is model.session.When.during]
    total = sum(phase.minutes.typical for phase in during)
    steps = view["phases"]
    start = 0
    for phase, step in zip(session.phases, steps, strict=True):
        # The clock of the meeting, which phases before and after it do not turn.
        end = start + phase.minutes.typical if phase in during else start
        step |= PhaseView(
            start=start,
            end=end,
            share=round(100 * phase.minutes.typical / total, 2) if phase in during else 0,
            step_label=speaker.label(Step(phase.step)) if phase.step else None,
        )
        start = end
    sides = facets.pair_of(session) or facets.PAIRS[0]
    return {
        "times": [{"value": minutes, "text": speaker.minutes(minutes)} for minutes in _lengths(session)],
        "sides": {
            "leader": speaker.label(sides[0]),
            "participant": speaker.label(sides[1]),
            "for_leader": speaker.say(facets.for_leader(session)),
        },
        "stages": [
            {
                "value": when.value,
                "label": speaker.label(when),
                "phases": [step for step in steps if step["when"]["value"] == when.value],
            }
            for when in model.session.When
            if any(phase.when is when for phase in session.phases)
        ],
    }


def _lengths(session: model.session.Session) -> list[int]:
    least, most = session.length.min, session.length.max
    between = (minutes for minutes in ROUND if least < minutes < most)
    return sorted({least, session.length.typical, most, *between})


def facts(speaker: Speaker, view: View) -> list[str]:  # noqa: ARG001  # all kinds are asked alike
    """Return what to know of a session guide at a glance."""
    model = [view["model"]["label"]] if view["model"]["value"] != "none" else []
    return [view["length"]["text"], *model, view["format"]["label"]]
