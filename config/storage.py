"""How static files are named and packed when served.

Each is named by a hash of its content, so browsers may keep it. Django can also follow the
imports between JavaScript modules, but over every file, and it aborts on the vendored htmx.
Only our own modules, in `js/`, are followed, and only they are made smaller: comments and
blanks stay in the source, which is what tests and the embedded engine read. What others
wrote is served as they wrote it.
"""

from typing import Any

from django.contrib.staticfiles.storage import HashedFilesMixin
from django.core.files.base import ContentFile
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Django's patterns for `import` and `export`, which it pairs with every *.js there is.
_EVERY_JS, _IMPORTS = HashedFilesMixin._js_module_import_aggregation_patterns  # type: ignore[attr-defined]


class HashedStorage(CompressedManifestStaticFilesStorage):
    patterns = (*HashedFilesMixin.patterns, ("js/*.js", _IMPORTS))

    def _save(self, name: str, content: Any) -> str:
        ours = name.startswith("js/") and name.endswith(".js")
        # By chunks, from its beginning: it may have been read before, for its hash.
        small = ContentFile(jsmin(b"".join(content.chunks()))) if ours else content
        saved: str = super()._save(name, small)  # type: ignore[misc]
        return saved
