"""Publishing: a curriculum in all the forms that learners and learning platforms take."""

from .forms import NAMES as FORMS
from .forms import form, near
from .outlook import Outlook, outlook
from .run import Published, publish

__all__ = ["FORMS", "Outlook", "Published", "form", "near", "outlook", "publish"]
