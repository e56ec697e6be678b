"""How static files are named when served: by a hash of their content, so browsers may keep them.

Django can also follow the imports between JavaScript modules, but over every file, and it
aborts on the vendored htmx. Only our own modules, in `js/`, are followed.
"""

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Django's patterns for `import` and `export`, which it pairs with every *.js there is.
_EVERY_JS, _IMPORTS = HashedFilesMixin._js_module_import_aggregation_patterns  # type: ignore[attr-defined]


class HashedStorage(CompressedManifestStaticFilesStorage):
    patterns = (*HashedFilesMixin.patterns, ("js/*.js", _IMPORTS))
