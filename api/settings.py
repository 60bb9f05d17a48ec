"""Every setting, in one class; docs/settings.md is held to it by a test."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from graph.engines import Connection, connect
from graph.errors import PactgraphError
from graph.names.authority import use
from graph.rdf.terms import DEFAULT_BASE, check_base

LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Settings(BaseSettings):
    """What the environment sets; a variable that is set to nothing counts as not set."""

    model_config = SettingsConfigDict(
        env_prefix="PACTGRAPH_", env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True
    )

    neo4j_uri: str | None = Field(
        None,
        validation_alias="NEO4J_URI",
        description="Address of a Neo4j; not set: the embedded engine in PACTGRAPH_HOME.",
    )
    neo4j_username: str = Field("neo4j", validation_alias="NEO4J_USERNAME", description="Its user.")
    neo4j_password: SecretStr = Field(
        SecretStr(""), validation_alias="NEO4J_PASSWORD", description="Its password."
    )
    neo4j_database: str = Field("neo4j", validation_alias="NEO4J_DATABASE", description="Its database.")
    home: Path = Field(
        Path(".pactgraph"),
        description="Folder of the embedded graph, of judgements and of texts.",
    )
    authority: Path | None = Field(
        None,
        description="A YAML file of well-known things; it stands above the one that ships with pactgraph.",
    )
    extractor: str = Field(
        "rules",
        description="What finds the facts of documents: `rules`, or one that another package brings.",
    )
    token: SecretStr | None = Field(
        None,
        description="Bearer token that `serve` off loopback asks of every request, unless --public opens reading.",
    )
    query_timeout: float = Field(
        10.0,
        gt=0,
        description="Seconds that a query may run; past that the answer is 504.",
    )
    max_rows: int = Field(
        1000,
        ge=1,
        description="The largest `limit` that a request may ask for.",
    )
    cache_size: int = Field(
        64_000_000,
        ge=0,
        description="Bytes of answers that `serve` keeps while the graph stays as it is; 0 keeps none.",
    )
    hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Names besides loopback's that the Host header may carry, comma-separated; `*` for any.",
    )
    origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Origins whose pages may read from the API (CORS), comma-separated: `https://graph.example`.",
    )
    base_iri: str = Field(
        DEFAULT_BASE,
        description="What every IRI in RDF begins with: the address under which the server is known to others.",
    )

    @field_validator("base_iri")
    @classmethod
    def _check_base(cls, value: str) -> str:
        try:
            return check_base(value)
        except PactgraphError as error:
            raise ValueError(str(error)) from None

    keep_texts: bool = Field(
        True,
        description="Whether texts are kept in PACTGRAPH_HOME, to show quotes in context and for `reextract`.",
    )
    max_document: int = Field(
        10_000_000,
        ge=1,
        description="Characters that a document may have; a longer one is reported and not loaded.",
    )

    @field_validator("hosts", "origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @property
    def texts(self) -> Path:
        """The folder of the documents' texts."""
        return self.home.absolute() / "texts"

    def connect(self) -> Connection:
        """Return the connection that these settings mean; starts the embedded engine if that is it."""
        return connect(
            uri=self.neo4j_uri,
            username=self.neo4j_username,
            password=self.neo4j_password.get_secret_value(),
            database=self.neo4j_database,
            home=self.home.absolute(),
            query_timeout=self.query_timeout,
        )


def variable(field: str) -> str:
    """The environment variable of a setting, as the table of settings and messages name it."""
    known = Settings.model_fields.get(field)
    return str(known.validation_alias) if known and known.validation_alias else f"PACTGRAPH_{field}".upper()


def read_settings() -> Settings:
    """Read the environment, and put the user's authority file in use.

    Raises PactgraphError, which names the variable, for a value that will not do.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = variable(str(first["loc"][0]))
        raise PactgraphError(f"The setting {name} will not do: {first['msg']}") from None
    use(settings.authority)
    return settings
