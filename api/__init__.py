"""The same forum for programs: access tokens, and a REST interface that opens nothing a page would not."""
