"""The words that definitions choose from."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The kinds of definition, in the order in which the site shows them."""

    approach = "approach"
    session = "session"
    question_bank = "question_bank"
    worksheet = "worksheet"
    checklist = "checklist"
    curriculum = "curriculum"
    glossary = "glossary"
    framework = "framework"


class LifeCycle(StrEnum):
    draft = "draft"
    review = "review"
    stable = "stable"
    deprecated = "deprecated"


class Visibility(StrEnum):
    """Who may read: ‘client’ is everyone, ‘coach’ leaves clients out, ‘trainer’ coaches too."""

    client = "client"
    coach = "coach"
    trainer = "trainer"


class Role(StrEnum):
    """The people around coaching; also the audience that a definition is written for."""

    coach = "coach"
    client = "client"
    mentor = "mentor"
    mentee = "mentee"
    supervisor = "supervisor"
    supervisee = "supervisee"
    manager = "manager"
    sponsor = "sponsor"
    organisation = "organisation"
    trainer = "trainer"


class Topic(StrEnum):
    goals = "goals"
    resources = "resources"
    obstacles = "obstacles"
    relationships = "relationships"
    leadership = "leadership"
    feedback = "feedback"
    decision = "decision"
    conflict = "conflict"
    delegation = "delegation"
    wellbeing = "wellbeing"
    career = "career"
    closing = "closing"
    communication = "communication"
    contracting = "contracting"
    ethics = "ethics"
    learning = "learning"
    motivation = "motivation"
    responsibility = "responsibility"
    self_awareness = "self_awareness"
    time = "time"
    trust = "trust"
    values = "values"


class CoachingModel(StrEnum):
    grow = "grow"
    tgrow = "tgrow"
    clear = "clear"
    oskar = "oskar"
    none = "none"


#: The steps of each conversation model. ``general`` is the toolkit's own eight-phase session.
MODEL_STEPS: dict[str, tuple[str, ...]] = {
    "general": (
        "preparation",
        "opening",
        "exploration",
        "objectives",
        "resources",
        "action",
        "closing",
        "follow_up",
    ),
    "grow": ("goal", "reality", "options", "will"),
    "tgrow": ("topic", "goal", "reality", "options", "will"),
    "clear": ("contracting", "listening", "exploring", "action", "review"),
    "oskar": ("outcome", "scaling", "know_how", "affirm_action", "review"),
}
