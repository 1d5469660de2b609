# The site as one image: web and worker differ only in their command.
FROM python:3.12-slim-trixie

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --create-home --uid 10001 debrief
# For backups: pg_dump and pg_restore, of the same release as the server of docker-compose.yml.
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client-17 && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/debrief

# Requirements first: a change of code then reuses this layer.
COPY requirements.lock ./
RUN pip install --no-cache-dir --only-binary :all: --require-hashes -r requirements.lock

COPY . .
# The keys below exist for this one command; they are in no setting of the image.
RUN SECRET_KEY=only-for-collecting-the-static-files-while-building \
    VAULT_KEY=only-for-collecting-the-static-files-as-well-here \
    ALLOWED_HOSTS=localhost ORIGINS=http://localhost \
    python manage.py collectstatic --no-input -v 0 \
    && mkdir -p var/media var/mail var/kept var/backups /run/debrief \
    && chown -R debrief:debrief var /run/debrief

USER debrief
EXPOSE 8000
CMD ["daphne", "-b", "0.0.0.0", "-p", "8000", "config.asgi:application"]
