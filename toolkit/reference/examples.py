"""An example of each field type of a worksheet; a test reads them all as an author's file."""

from __future__ import annotations

from collections.abc import Mapping

EXAMPLES: Mapping[str, str] = {
    "short_text": '- {id: goal, type: short_text, label: "My goal in one line"}',
    "long_text": '- {id: today, type: long_text, label: "What matters today?", lines: 6}',
    "number": '- {id: hours, type: number, label: "Hours of sleep", min: 0, max: 24, unit: hours}',
    "date": '- {id: by-when, type: date, label: "By when?"}',
    "scale": """\
- id: energy
  type: scale
  label: "How much energy do you have?"
  min_label: none at all
  max_label: as much as I need""",
    "single_choice": """\
- id: place
  type: single_choice
  label: "Where shall we meet?"
  options: {room: in a room, walk: on a walk}
  other: true""",
    "multiple_choice": """\
- id: helpers
  type: multiple_choice
  label: "Who can help?"
  options: {family: family, team: my team, coach: my coach}""",
    "checklist": """\
- id: ready
  type: checklist
  label: "Before we begin"
  items: {phone: The phone is silent., time: We know when we finish.}""",
    "matrix": """\
- id: values
  type: matrix
  label: "How true is it?"
  rows: {trust: I trust my team., voice: I am heard.}
  columns: {no: not at all, partly: partly, yes: fully}""",
    "table": """\
- id: options
  type: table
  label: "What could you do?"
  columns: {option: Option, gain: What it brings, cost: What it costs}
  rows: 4""",
    "wheel": """\
- id: life
  type: wheel
  label: "How content are you with each area?"
  segments: {work: Work, health: Health, friends: Friends}""",
    "ranking": """\
- id: order
  type: ranking
  label: "What comes first?"
  items: {learn: learn something, rest: rest, earn: earn more}""",
    "commitment": '- {id: actions, type: commitment, label: "What I will do", rows: 3}',
    "computed": '- {id: mean, type: computed, label: "Mean of the wheel", operation: mean, of: [life]}',
    "note": '- {id: break, type: note, text: "Take a break here if you need one."}',
    "signature": "- {id: signed, type: signature, party: client}",
}
