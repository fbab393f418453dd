"""Session guides: their clock, their stages and whom they bring together."""

from __future__ import annotations

from ...definitions import Session, Step, When
from .. import facets
from ..speaker import Speaker
from ..text import View


def extra(speaker: Speaker, session: Session, view: View) -> View:
    """Return what a session guide's view has besides its fields."""
    during = [phase for phase in session.phases if phase.when is When.during]
    total = sum(phase.minutes.typical for phase in during)
    steps = view["phases"]
    start = 0
    for phase, step in zip(session.phases, steps, strict=True):
        # The clock of the meeting, which phases before and after it do not turn.
        end = start + phase.minutes.typical if phase in during else start
        step |= {"start": start, "end": end}
        start = end
        step["share"] = round(100 * phase.minutes.typical / total, 2) if phase in during else 0
        step["step_label"] = speaker.label(Step(phase.step)) if phase.step else None
    sides = facets.pair_of(session) or facets.PAIRS[0]
    return {
        "times": [{"value": minutes, "text": speaker.minutes(minutes)} for minutes in (30, 45, 60, 90)],
        "sides": {
            "leader": speaker.label(sides[0]),
            "participant": speaker.label(sides[1]),
        },
        "stages": [
            {
                "value": when.value,
                "label": speaker.label(when),
                "phases": [step for step in steps if step["when"]["value"] == when.value],
            }
            for when in When
            if any(phase.when is when for phase in session.phases)
        ],
    }


def facts(speaker: Speaker, view: View) -> list[str]:  # noqa: ARG001  # all kinds are asked alike
    """Return what to know of a session guide at a glance."""
    model = [view["model"]["label"]] if view["model"]["value"] != "none" else []
    return [view["length"]["text"], *model, view["format"]["label"]]
