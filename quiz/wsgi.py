"""The door for WSGI servers: `gunicorn quiz.wsgi`, and for `manage.py start`."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quiz.settings")

# Formulas nest: give every thread the stack that a main thread has (512 KB is usual on macOS, 128 KB on musl).
threading.stack_size(16 * 1024 * 1024)

application = get_wsgi_application()
