"""The words that definitions choose from."""

from __future__ import annotations

from enum import StrEnum

from .labelled import L_, Labelled


class LifeCycle(Labelled):
    draft = "draft", L_("life cycle", "Draft")
    review = "review", L_("life cycle", "In review")
    stable = "stable", L_("life cycle", "Stable")
    deprecated = "deprecated", L_("life cycle", "Deprecated")


class WordingRule(StrEnum):
    """What ‘toolkit check’ warns about in a text’s wording; accepted warnings are no longer shown."""

    phrase = "phrase"
    term = "term"
    signs = "signs"
    numbers = "numbers"
    full_stop = "full_stop"
    closed = "closed"
    double = "double"
    why = "why"
    leading = "leading"
    advice = "advice"


class Visibility(Labelled):
    """Who may read it: ‘client’ means everyone, ‘coach’ excludes clients, and ‘trainer’ excludes coaches as
    well."""

    client = "client", L_("visibility", "Everyone")
    coach = "coach", L_("visibility", "Coaches only")
    trainer = "trainer", L_("visibility", "Trainers only")


class Role(Labelled):
    """The people involved in coaching; also the readers that a definition is written for."""

    coach = "coach", L_("role", "Coach")
    client = "client", L_("role", "Client")
    mentor = "mentor", L_("role", "Mentor")
    mentee = "mentee", L_("role", "Mentee")
    supervisor = "supervisor", L_("role", "Supervisor")
    supervisee = "supervisee", L_("role", "Supervisee")
    manager = "manager", L_("role", "Manager")
    sponsor = "sponsor", L_("role", "Sponsor")
    organisation = "organisation", L_("role", "Organisation")
    trainer = "trainer", L_("role", "Trainer")


class Topic(Labelled):
    goals = "goals", L_("topic", "Goals")
    resources = "resources", L_("topic", "Resources")
    obstacles = "obstacles", L_("topic", "Obstacles")
    relationships = "relationships", L_("topic", "Relationships")
    leadership = "leadership", L_("topic", "Leadership")
    feedback = "feedback", L_("topic", "Feedback")
    decision = "decision", L_("topic", "Decisions")
    conflict = "conflict", L_("topic", "Conflict")
    delegation = "delegation", L_("topic", "Delegation")
    wellbeing = "wellbeing", L_("topic", "Well-being")
    career = "career", L_("topic", "Career")
    closing = "closing", L_("topic", "Closing")
    communication = "communication", L_("topic", "Communication")
    contracting = "contracting", L_("topic", "Agreements")
    ethics = "ethics", L_("topic", "Ethics")
    learning = "learning", L_("topic", "Learning")
    motivation = "motivation", L_("topic", "Motivation")
    responsibility = "responsibility", L_("topic", "Responsibility")
    self_awareness = "self_awareness", L_("topic", "Self-awareness")
    time = "time", L_("topic", "Time")
    trust = "trust", L_("topic", "Trust")
    values = "values", L_("topic", "Values")


class CoachingModel(Labelled):
    grow = "grow", L_("model", "GROW")
    tgrow = "tgrow", L_("model", "TGROW")
    clear = "clear", L_("model", "CLEAR")
    oskar = "oskar", L_("model", "OSKAR")
    none = "none", L_("model", "No fixed model")


class Step(Labelled):
    """The steps of all conversation models."""

    preparation = "preparation", L_("step", "Preparation")
    opening = "opening", L_("step", "Opening")
    exploration = "exploration", L_("step", "Exploration and reflection")
    objectives = "objectives", L_("step", "Setting objectives")
    resources = "resources", L_("step", "Resources and strategies")
    action = "action", L_("step", "Action and commitment")
    closing = "closing", L_("step", "Closing")
    follow_up = "follow_up", L_("step", "After the session")
    topic = "topic", L_("step", "Topic")
    goal = "goal", L_("step", "Goal")
    reality = "reality", L_("step", "Reality")
    options = "options", L_("step", "Options")
    will = "will", L_("step", "Will")
    contracting = "contracting", L_("step", "Contracting")
    listening = "listening", L_("step", "Listening")
    exploring = "exploring", L_("step", "Exploring")
    review = "review", L_("step", "Review")
    outcome = "outcome", L_("step", "Outcome")
    scaling = "scaling", L_("step", "Scaling")
    know_how = "know_how", L_("step", "Know-how")
    affirm_action = "affirm_action", L_("step", "Affirm and action")


#: The steps of each conversation model. ``general`` is the toolkit's own eight-phase session.
MODEL_STEPS: dict[str, tuple[Step, ...]] = {
    "general": (
        Step.preparation,
        Step.opening,
        Step.exploration,
        Step.objectives,
        Step.resources,
        Step.action,
        Step.closing,
        Step.follow_up,
    ),
    "grow": (Step.goal, Step.reality, Step.options, Step.will),
    "tgrow": (Step.topic, Step.goal, Step.reality, Step.options, Step.will),
    "clear": (Step.contracting, Step.listening, Step.exploring, Step.action, Step.review),
    "oskar": (Step.outcome, Step.scaling, Step.know_how, Step.affirm_action, Step.review),
}
