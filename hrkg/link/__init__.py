"""Who is who: names in one post -> identities that posts share, by the authority tables."""
