"""The pages, a router for each kind."""

from fastapi import APIRouter

from tocsin.board.pages import (
    account,
    answers,
    choices,
    claims,
    documents,
    exposure,
    figures,
    overview,
    parties,
    places,
    propositions,
    relations,
    reviews,
    scenarios,
    sources,
)

ROUTERS: tuple[APIRouter, ...] = (
    overview.router, answers.router, claims.router, documents.router, propositions.router, figures.router,
    relations.router, parties.router, places.router, scenarios.router, sources.router, reviews.router,
    choices.router, exposure.router, account.router,
)  # fmt: skip
