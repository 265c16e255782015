"""Every term that we write or ask for: one class per vocabulary, one constant per term, named by the term's local name.

`HRKG.signedBy` is `<https://w3id.org/hrkg/ontology#signedBy>`. A local name that is a keyword of Python ends in an
underscore (`SCHEMA.class_`). `HRKG` is the same list as ontology/hrkg.ttl; tests/test_terms.py compares the two.
"""

from collections.abc import Mapping
from typing import ClassVar

import pyoxigraph as ox


class Vocabulary:
    """Terms of one namespace: each name that a subclass declares becomes the IRI of that name there."""

    namespace: ClassVar[str]

    def __init_subclass__(cls, *, namespace: str) -> None:
        cls.namespace = namespace
        for name in cls.__annotations__:
            setattr(cls, name, ox.NamedNode(namespace + name.removesuffix("_")))

    @classmethod
    def terms(cls) -> tuple[ox.NamedNode, ...]:
        """Every term declared, in order of declaration."""
        return tuple(getattr(cls, name) for name in cls.__annotations__)


class HRKG(Vocabulary, namespace="https://w3id.org/hrkg/ontology#"):
    """Our own: ontology/hrkg.ttl."""

    Post: ox.NamedNode
    Statement: ox.NamedNode
    Signature: ox.NamedNode
    Signatory: ox.NamedNode
    Demand: ox.NamedNode
    Defender: ox.NamedNode
    Incident: ox.NamedNode
    Detention: ox.NamedNode
    Prize: ox.NamedNode
    PrizeEdition: ox.NamedNode
    Law: ox.NamedNode
    Country: ox.NamedNode

    acronym: ox.NamedNode
    addressedTo: ox.NamedNode
    affects: ox.NamedNode
    affiliation: ox.NamedNode
    amount: ox.NamedNode
    awardedBy: ox.NamedNode
    capacity: ox.NamedNode
    ceremonyDate: ox.NamedNode
    ceremonyPlace: ox.NamedNode
    charge: ox.NamedNode
    concerns: ox.NamedNode
    contentDigest: ox.NamedNode
    country: ox.NamedNode
    currency: ox.NamedNode
    deadline: ox.NamedNode
    demand: ox.NamedNode
    detainee: ox.NamedNode
    edition: ox.NamedNode
    end: ox.NamedNode
    evidence: ox.NamedNode
    incidentType: ox.NamedNode
    isoCode: ox.NamedNode
    laureate: ox.NamedNode
    nameAsWritten: ox.NamedNode
    opens: ox.NamedNode
    place: ox.NamedNode
    position: ox.NamedNode
    pretrial: ox.NamedNode
    prize: ox.NamedNode
    reportedIn: ox.NamedNode
    reports: ox.NamedNode
    role: ox.NamedNode
    runnerUp: ox.NamedNode
    sentence: ox.NamedNode
    sentenceExpired: ox.NamedNode
    signatory: ox.NamedNode
    signatoryCount: ox.NamedNode
    signature: ox.NamedNode
    signedBy: ox.NamedNode
    start: ox.NamedNode
    statedCountry: ox.NamedNode
    statementKind: ox.NamedNode
    status: ox.NamedNode
    statusAsOf: ox.NamedNode
    suspendedSentence: ox.NamedNode
    textLength: ox.NamedNode
    theme: ox.NamedNode
    underLaw: ox.NamedNode
    year: ox.NamedNode


class RDF(Vocabulary, namespace="http://www.w3.org/1999/02/22-rdf-syntax-ns#"):
    """RDF."""

    Property: ox.NamedNode
    type: ox.NamedNode
    value: ox.NamedNode
    langString: ox.NamedNode
    first: ox.NamedNode
    rest: ox.NamedNode
    nil: ox.NamedNode


class RDFS(Vocabulary, namespace="http://www.w3.org/2000/01/rdf-schema#"):
    """RDF Schema."""

    Class: ox.NamedNode
    Datatype: ox.NamedNode
    Literal: ox.NamedNode
    Resource: ox.NamedNode
    comment: ox.NamedNode
    domain: ox.NamedNode
    isDefinedBy: ox.NamedNode
    label: ox.NamedNode
    range: ox.NamedNode
    seeAlso: ox.NamedNode
    subClassOf: ox.NamedNode
    subPropertyOf: ox.NamedNode


class OWL(Vocabulary, namespace="http://www.w3.org/2002/07/owl#"):
    """OWL."""

    Class: ox.NamedNode
    DatatypeProperty: ox.NamedNode
    ObjectProperty: ox.NamedNode
    Ontology: ox.NamedNode
    Thing: ox.NamedNode
    deprecated: ox.NamedNode
    differentFrom: ox.NamedNode
    imports: ox.NamedNode
    inverseOf: ox.NamedNode
    priorVersion: ox.NamedNode
    sameAs: ox.NamedNode
    versionIRI: ox.NamedNode
    versionInfo: ox.NamedNode


class XSD(Vocabulary, namespace="http://www.w3.org/2001/XMLSchema#"):
    """XML Schema datatypes."""

    anyURI: ox.NamedNode
    boolean: ox.NamedNode
    date: ox.NamedNode
    dateTime: ox.NamedNode
    decimal: ox.NamedNode
    double: ox.NamedNode
    duration: ox.NamedNode
    gYear: ox.NamedNode
    gYearMonth: ox.NamedNode
    hexBinary: ox.NamedNode
    integer: ox.NamedNode
    nonNegativeInteger: ox.NamedNode
    positiveInteger: ox.NamedNode
    string: ox.NamedNode


class SKOS(Vocabulary, namespace="http://www.w3.org/2004/02/skos/core#"):
    """SKOS."""

    Concept: ox.NamedNode
    ConceptScheme: ox.NamedNode
    altLabel: ox.NamedNode
    broadMatch: ox.NamedNode
    broader: ox.NamedNode
    closeMatch: ox.NamedNode
    definition: ox.NamedNode
    editorialNote: ox.NamedNode
    example: ox.NamedNode
    exactMatch: ox.NamedNode
    hasTopConcept: ox.NamedNode
    hiddenLabel: ox.NamedNode
    inScheme: ox.NamedNode
    narrower: ox.NamedNode
    notation: ox.NamedNode
    note: ox.NamedNode
    prefLabel: ox.NamedNode
    relatedMatch: ox.NamedNode
    scopeNote: ox.NamedNode
    topConceptOf: ox.NamedNode


class DCTERMS(Vocabulary, namespace="http://purl.org/dc/terms/"):
    """Dublin Core terms."""

    Location: ox.NamedNode
    PeriodOfTime: ox.NamedNode
    RightsStatement: ox.NamedNode
    abstract: ox.NamedNode
    accessRights: ox.NamedNode
    accrualPeriodicity: ox.NamedNode
    bibliographicCitation: ox.NamedNode
    conformsTo: ox.NamedNode
    contributor: ox.NamedNode
    created: ox.NamedNode
    creator: ox.NamedNode
    date: ox.NamedNode
    description: ox.NamedNode
    extent: ox.NamedNode
    format: ox.NamedNode
    hasFormat: ox.NamedNode
    hasPart: ox.NamedNode
    hasVersion: ox.NamedNode
    identifier: ox.NamedNode
    isPartOf: ox.NamedNode
    isReferencedBy: ox.NamedNode
    isReplacedBy: ox.NamedNode
    isVersionOf: ox.NamedNode
    issued: ox.NamedNode
    language: ox.NamedNode
    license: ox.NamedNode
    modified: ox.NamedNode
    provenance: ox.NamedNode
    publisher: ox.NamedNode
    references: ox.NamedNode
    relation: ox.NamedNode
    replaces: ox.NamedNode
    rights: ox.NamedNode
    rightsHolder: ox.NamedNode
    source: ox.NamedNode
    spatial: ox.NamedNode
    subject: ox.NamedNode
    temporal: ox.NamedNode
    title: ox.NamedNode
    type: ox.NamedNode


class SCHEMA(Vocabulary, namespace="https://schema.org/"):
    """schema.org."""

    Action: ox.NamedNode
    BlogPosting: ox.NamedNode
    Country: ox.NamedNode
    CreativeWork: ox.NamedNode
    DataDownload: ox.NamedNode
    Dataset: ox.NamedNode
    Event: ox.NamedNode
    Legislation: ox.NamedNode
    Organization: ox.NamedNode
    Person: ox.NamedNode
    Place: ox.NamedNode
    Thing: ox.NamedNode
    about: ox.NamedNode
    acronym: ox.NamedNode
    addressCountry: ox.NamedNode
    affiliation: ox.NamedNode
    alternateName: ox.NamedNode
    articleBody: ox.NamedNode
    award: ox.NamedNode
    class_: ox.NamedNode
    contentUrl: ox.NamedNode
    datePublished: ox.NamedNode
    distribution: ox.NamedNode
    domainIncludes: ox.NamedNode
    encodingFormat: ox.NamedNode
    endDate: ox.NamedNode
    funder: ox.NamedNode
    identifier: ox.NamedNode
    inLanguage: ox.NamedNode
    isPartOf: ox.NamedNode
    keywords: ox.NamedNode
    license: ox.NamedNode
    location: ox.NamedNode
    mentions: ox.NamedNode
    name: ox.NamedNode
    nationality: ox.NamedNode
    rangeIncludes: ox.NamedNode
    recipient: ox.NamedNode
    sameAs: ox.NamedNode
    startDate: ox.NamedNode
    target: ox.NamedNode
    url: ox.NamedNode


class FOAF(Vocabulary, namespace="http://xmlns.com/foaf/0.1/"):
    """FOAF."""

    Agent: ox.NamedNode
    Document: ox.NamedNode
    Group: ox.NamedNode
    Organization: ox.NamedNode
    Person: ox.NamedNode
    depiction: ox.NamedNode
    homepage: ox.NamedNode
    mbox: ox.NamedNode
    name: ox.NamedNode
    page: ox.NamedNode
    primaryTopic: ox.NamedNode


class OA(Vocabulary, namespace="http://www.w3.org/ns/oa#"):
    """Web Annotation."""

    Annotation: ox.NamedNode
    SpecificResource: ox.NamedNode
    TextPositionSelector: ox.NamedNode
    TextQuoteSelector: ox.NamedNode
    end: ox.NamedNode
    exact: ox.NamedNode
    hasBody: ox.NamedNode
    hasSelector: ox.NamedNode
    hasSource: ox.NamedNode
    hasTarget: ox.NamedNode
    prefix: ox.NamedNode
    start: ox.NamedNode
    suffix: ox.NamedNode


class PROV(Vocabulary, namespace="http://www.w3.org/ns/prov#"):
    """PROV-O."""

    Activity: ox.NamedNode
    Agent: ox.NamedNode
    Entity: ox.NamedNode
    SoftwareAgent: ox.NamedNode
    atTime: ox.NamedNode
    endedAtTime: ox.NamedNode
    generatedAtTime: ox.NamedNode
    hadPrimarySource: ox.NamedNode
    qualifiedDerivation: ox.NamedNode
    startedAtTime: ox.NamedNode
    used: ox.NamedNode
    value: ox.NamedNode
    wasAssociatedWith: ox.NamedNode
    wasAttributedTo: ox.NamedNode
    wasDerivedFrom: ox.NamedNode
    wasGeneratedBy: ox.NamedNode
    wasRevisionOf: ox.NamedNode


class VOID(Vocabulary, namespace="http://rdfs.org/ns/void#"):
    """VoID."""

    Dataset: ox.NamedNode
    DatasetDescription: ox.NamedNode
    Linkset: ox.NamedNode
    TechnicalFeature: ox.NamedNode
    class_: ox.NamedNode
    classPartition: ox.NamedNode
    classes: ox.NamedNode
    dataDump: ox.NamedNode
    distinctObjects: ox.NamedNode
    distinctSubjects: ox.NamedNode
    documents: ox.NamedNode
    entities: ox.NamedNode
    exampleResource: ox.NamedNode
    feature: ox.NamedNode
    inDataset: ox.NamedNode
    linkPredicate: ox.NamedNode
    objectsTarget: ox.NamedNode
    openSearchDescription: ox.NamedNode
    properties: ox.NamedNode
    property: ox.NamedNode
    propertyPartition: ox.NamedNode
    rootResource: ox.NamedNode
    sparqlEndpoint: ox.NamedNode
    subjectsTarget: ox.NamedNode
    subset: ox.NamedNode
    target: ox.NamedNode
    triples: ox.NamedNode
    uriLookupEndpoint: ox.NamedNode
    uriRegexPattern: ox.NamedNode
    uriSpace: ox.NamedNode
    vocabulary: ox.NamedNode


class DCAT(Vocabulary, namespace="http://www.w3.org/ns/dcat#"):
    """DCAT 3."""

    Catalog: ox.NamedNode
    CatalogRecord: ox.NamedNode
    DataService: ox.NamedNode
    Dataset: ox.NamedNode
    DatasetSeries: ox.NamedNode
    Distribution: ox.NamedNode
    accessService: ox.NamedNode
    accessURL: ox.NamedNode
    byteSize: ox.NamedNode
    compressFormat: ox.NamedNode
    contactPoint: ox.NamedNode
    dataset: ox.NamedNode
    distribution: ox.NamedNode
    downloadURL: ox.NamedNode
    endDate: ox.NamedNode
    endpointDescription: ox.NamedNode
    endpointURL: ox.NamedNode
    hasCurrentVersion: ox.NamedNode
    hasVersion: ox.NamedNode
    inSeries: ox.NamedNode
    isVersionOf: ox.NamedNode
    keyword: ox.NamedNode
    landingPage: ox.NamedNode
    mediaType: ox.NamedNode
    packageFormat: ox.NamedNode
    previousVersion: ox.NamedNode
    record: ox.NamedNode
    servesDataset: ox.NamedNode
    startDate: ox.NamedNode
    temporalResolution: ox.NamedNode
    theme: ox.NamedNode
    version: ox.NamedNode


class SD(Vocabulary, namespace="http://www.w3.org/ns/sparql-service-description#"):
    """SPARQL service description."""

    BasicFederatedQuery: ox.NamedNode
    Dataset: ox.NamedNode
    DereferencesURIs: ox.NamedNode
    EmptyGraphs: ox.NamedNode
    EntailmentRegime: ox.NamedNode
    Feature: ox.NamedNode
    Function: ox.NamedNode
    Graph: ox.NamedNode
    GraphCollection: ox.NamedNode
    Language: ox.NamedNode
    NamedGraph: ox.NamedNode
    RequiresDataset: ox.NamedNode
    Service: ox.NamedNode
    SPARQL10Query: ox.NamedNode
    SPARQL11Query: ox.NamedNode
    SPARQL11Update: ox.NamedNode
    UnionDefaultGraph: ox.NamedNode
    availableGraphs: ox.NamedNode
    defaultDataset: ox.NamedNode
    defaultEntailmentRegime: ox.NamedNode
    defaultGraph: ox.NamedNode
    endpoint: ox.NamedNode
    extensionAggregate: ox.NamedNode
    extensionFunction: ox.NamedNode
    feature: ox.NamedNode
    graph: ox.NamedNode
    inputFormat: ox.NamedNode
    languageExtension: ox.NamedNode
    name: ox.NamedNode
    namedGraph: ox.NamedNode
    propertyFeature: ox.NamedNode
    resultFormat: ox.NamedNode
    supportedLanguage: ox.NamedNode
    url: ox.NamedNode


class SPDX(Vocabulary, namespace="http://spdx.org/rdf/terms#"):
    """SPDX, for the checksums of DCAT."""

    Checksum: ox.NamedNode
    ChecksumAlgorithm: ox.NamedNode
    algorithm: ox.NamedNode
    checksum: ox.NamedNode
    checksumAlgorithm_sha256: ox.NamedNode
    checksumValue: ox.NamedNode


class DQV(Vocabulary, namespace="http://www.w3.org/ns/dqv#"):
    """Data Quality Vocabulary."""

    Dimension: ox.NamedNode
    Metric: ox.NamedNode
    QualityMeasurement: ox.NamedNode
    computedOn: ox.NamedNode
    expectedDataType: ox.NamedNode
    hasQualityMeasurement: ox.NamedNode
    inDimension: ox.NamedNode
    isMeasurementOf: ox.NamedNode
    value: ox.NamedNode


class SH(Vocabulary, namespace="http://www.w3.org/ns/shacl#"):
    """SHACL: shapes, and the report of a validation."""

    Info: ox.NamedNode
    NodeShape: ox.NamedNode
    PropertyShape: ox.NamedNode
    SPARQLAskExecutable: ox.NamedNode
    SPARQLConstructExecutable: ox.NamedNode
    SPARQLExecutable: ox.NamedNode
    SPARQLSelectExecutable: ox.NamedNode
    Shape: ox.NamedNode
    ValidationReport: ox.NamedNode
    ValidationResult: ox.NamedNode
    Violation: ox.NamedNode
    Warning: ox.NamedNode
    ask: ox.NamedNode
    conforms: ox.NamedNode
    construct: ox.NamedNode
    equals: ox.NamedNode
    focusNode: ox.NamedNode
    hasValue: ox.NamedNode
    message: ox.NamedNode
    minCount: ox.NamedNode
    name: ox.NamedNode
    path: ox.NamedNode
    prefixes: ox.NamedNode
    property: ox.NamedNode
    result: ox.NamedNode
    resultMessage: ox.NamedNode
    resultPath: ox.NamedNode
    resultSeverity: ox.NamedNode
    select: ox.NamedNode
    severity: ox.NamedNode
    sourceConstraint: ox.NamedNode
    sourceConstraintComponent: ox.NamedNode
    sourceShape: ox.NamedNode
    sparql: ox.NamedNode
    targetClass: ox.NamedNode
    targetNode: ox.NamedNode
    targetObjectsOf: ox.NamedNode
    targetSubjectsOf: ox.NamedNode
    value: ox.NamedNode


PREFIXES: Mapping[str, str] = {
    "hrkg": HRKG.namespace,
    "rdf": RDF.namespace,
    "rdfs": RDFS.namespace,
    "owl": OWL.namespace,
    "xsd": XSD.namespace,
    "skos": SKOS.namespace,
    "dcterms": DCTERMS.namespace,
    "schema": SCHEMA.namespace,
    "foaf": FOAF.namespace,
    "oa": OA.namespace,
    "prov": PROV.namespace,
    "void": VOID.namespace,
    "dcat": DCAT.namespace,
    "sd": SD.namespace,
    "spdx": SPDX.namespace,
    "dqv": DQV.namespace,
    "sh": SH.namespace,
}
