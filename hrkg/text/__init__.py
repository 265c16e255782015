"""Tools for text that know nothing of posts' facts: normal form, blocks, sentences, phrases, dates, amounts, names, places."""
