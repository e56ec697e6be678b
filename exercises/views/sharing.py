"""How a page of the library is found and shared: its one address, and a picture of it.

Refuses to say anything of whoever looks: the picture is that of a stranger.
"""

from typing import Final

from django.templatetags.static import static

from config.http import HttpRequest
from exercises.pictures import Picture

FACE: Final = "pelvic_tilt_quadruped"  # what stands for all of them


def sharing(request: HttpRequest, drawn: Picture | None) -> dict[str, str]:
    """Return the address without its query, and that of the picture if there is one."""
    return {
        "canonical": request.build_absolute_uri(request.path),
        "share_image": request.build_absolute_uri(static(drawn.path)) if drawn else "",
    }
