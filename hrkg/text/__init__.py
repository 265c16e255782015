"""Tools for text, without posts' facts: normal form, blocks, sentences, phrases, dates, amounts, names, places."""
