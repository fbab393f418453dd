"""Interface words of handbooks besides those that all sheets have."""

from __future__ import annotations

from collections.abc import Mapping

from ..definitions import L_, N_, Kind
from ..view import Edition, print_words, say

_WORDS = {
    "participants_handbook": N_("Participant’s handbook"),
    "trainers_handbook": N_("Trainer’s handbook"),
    "contents": N_("Contents"),
    "imprint": N_("Publication details"),
    "authors": N_("Authors"),
    "provider": N_("Provider"),
    "version": N_("Version {version}"),
    "version_alone": N_("Version"),
    "language": N_("Language"),
    "address": N_("Address"),
    "untranslated": N_("Languages of untranslated texts"),
    "sources": N_("Sources"),
    "how_it_works": N_("How it works"),
    "learning_time": N_("Learning time"),
    "together": N_("Contact time"),
    "delivery": N_("Delivery"),
    "prerequisites": N_("Prerequisites"),
    "stages": N_("Stages of the programme"),
    "assessment": N_("Assessment"),
    "completion": N_("To complete the course"),
    "competencies": N_("Competencies"),
    "able_to": N_("You will be able to"),
    "key_points": N_("Key points"),
    "notes": N_("Notes"),
    "self_study": N_("self-study"),
    "session_guide": N_("Session guide"),
    "page": N_("page {page}"),
    "what_it_is": N_("What it is"),
    "aims": N_("Aims"),
    "key_content": N_("Key elements"),
    "methods": N_("Methods"),
    "responsibilities": N_("Who is responsible for what"),
    "when_to_choose": N_("Choose it when"),
    "when_not": N_("Choose something else when"),
    "how_it_differs": N_("How it differs"),
    "side_by_side": N_("Approaches side by side"),
    "index": N_("Index of questions"),
    "planning": N_("For the trainer"),
    "time_by_module": N_("Time by module"),
    "time_by_type": N_("Time by type of activity"),
    "to_prepare": N_("What to prepare"),
    "module": N_("Module"),
    "activity_type": N_("Activity"),
    "contact_time": N_("Contact time"),
    "study_time": N_("Self-study"),
    "total": N_("Total"),
    "sitting": N_("Course session"),
    "materials": N_("Materials"),
    "trainer_notes": N_("For the trainer"),
}


def book_words(edition: Edition) -> Mapping[str, str]:
    """Return the interface words of handbooks, by name; ``annex_KIND`` heads what there is of a kind."""
    own = {name: edition.interface.gettext(word) for name, word in _WORDS.items()}
    own["life_cycle"] = say(edition.interface, L_("column", "Life cycle"))
    annexes = {f"annex_{kind}": say(edition.interface, kind.info.plural) for kind in Kind}
    return {**print_words(edition), **own, **annexes}
