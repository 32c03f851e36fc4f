"""The door for WSGI servers: `gunicorn quiz.wsgi`, and for `manage.py start`."""

import os
import threading

from django.core.wsgi import get_wsgi_application

from quiz.grading import worker
from quiz.web.encoding import well_formed

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quiz.settings")

# Formulas nest: give every thread the stack that a main thread has (512 KB is usual on macOS, 128 KB on musl).
threading.stack_size(16 * 1024 * 1024)

application = well_formed(get_wsgi_application())

# Its process starts with the first proof it is needed for; nobody's page waits for that.
worker.start(patience=worker.TURN)
