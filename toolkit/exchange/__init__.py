"""Tables and Word documents: brought in as definitions, and question banks taken out as tables."""

from .columns import Tongues
from .draft import Wishes
from .exporting import export, question_rows
from .importing import checked_name, take

__all__ = ["Tongues", "Wishes", "checked_name", "export", "question_rows", "take"]
