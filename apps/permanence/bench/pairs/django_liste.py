"""The same list of fifty rows in Django, in one file: gunicorn --pythonpath bench/pairs django_liste:application."""
import json
import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.shortcuts import render
from django.urls import path

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Ma journée</title></head><body>
<main id="contenu"><h1>Votre permanence est ouverte</h1><h2>{{ lignes|length }} fiches aujourd’hui</h2><ol class="fil">
{% for ligne in lignes %}<li><span class="heure nombre">{{ ligne.heure }}</span><div><p><strong>{{ ligne.demarches|join:", " }}</strong></p>
<p class="doux petit">{{ ligne.mode }} · {{ ligne.dureeMin }} min</p></div><span class="etat etat-bon">{{ ligne.issue.libelle }}</span></li>
{% endfor %}</ol></main></body></html>"""

settings.configure(
    DEBUG=False,
    SECRET_KEY="banc-d-essai",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", {"jour.html": PAGE})])]},
        }
    ],
)
django.setup()

with open(os.environ["LISTE_DONNEES"], encoding="utf-8") as fichier:
    LIGNES = json.load(fichier)


def jour(request):
    return render(request, "jour.html", {"lignes": LIGNES})


urlpatterns = [path("", jour)]
application = get_wsgi_application()
