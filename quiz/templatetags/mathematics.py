"""`{% math latex display=True %}`, `{{ text|prose }}`, `{{ text|inline_prose }}`."""

from django import template
from django.utils.safestring import SafeString

from quiz.web.mathml import mathml
from quiz.web.prose import inline_prose as written_inline
from quiz.web.prose import prose as written

register = template.Library()


@register.simple_tag
def math(latex: str, display: bool = False) -> SafeString:
    """A formula; in the running line unless `display`."""
    return mathml(str(latex), bool(display))


@register.filter
def prose(text: str) -> SafeString:
    return written(str(text))


@register.filter
def inline_prose(text: str) -> SafeString:
    return written_inline(str(text))
