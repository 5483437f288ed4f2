"""Asks a Letterlijk server, and checks quotes and proofs. Python 3.9 or newer, nothing else.

    client = Client('https://antwoorden.example.nl')
    for answer in client.ask('wat doet de ambassade op Weibo?')['answers']:
        print(answer['citation']['text'])
        for paragraph in answer['paragraphs']:
            print(paragraph['text'], client.is_proven(paragraph))

From the command line, where the exit status says whether all is verbatim (0), or not (1), or that
the server gave no answer (2):

    python letterlijk.py https://antwoorden.example.nl verify "De ambassade heeft een account."
"""

import hashlib
import json
import sys
import urllib.error
import urllib.parse
import urllib.request


class LetterlijkError(Exception):
    """A request that got no answer: `code` and `detail` are the server's, `status` is HTTP's."""

    def __init__(self, status, code, detail):
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail


def rebuild(source, proof):
    """Rebuilds a text from a source by its proof. Spans count UTF-16 code units."""
    units = source.encode('utf-16-le', 'surrogatepass')
    pieces = []
    for at, span in enumerate(proof['spans']):
        start, end = span['start'], span['end']
        if not 0 <= start <= end <= len(units) // 2:
            raise ValueError('a span does not fit the source')
        pieces.append(units[2 * start : 2 * end].decode('utf-16-le', 'surrogatepass'))
        if at < len(proof['spans']) - 1:
            pieces.append(proof['joins'][at])
    return ''.join(pieces)


class Client:
    """A client of the HTTP API; it returns the API's JSON as dictionaries and lists."""

    def __init__(self, server, timeout=20):
        self.server = server.rstrip('/')
        self.timeout = timeout

    def ask(self, query, **options):
        """The answers found; `history`, `limit`, `filters` and so on as in the API."""
        return self._json('/v1/ask', {'query': query, **options})

    def verify(self, quote, documents=()):
        """The verdict on a quote: verbatim, cut, altered or not_found."""
        return self._json('/v1/verify', {'quote': quote, 'documents': list(documents)})

    def answer(self, answer_id):
        return self._json('/v1/answers/' + _path(answer_id))

    def document(self, document_id):
        return self._json('/v1/documents/' + _path(document_id))

    def documents(self, limit=100):
        """All documents, page after page."""
        cursor = None
        while True:
            query = {'limit': limit} if cursor is None else {'limit': limit, 'cursor': cursor}
            page = self._json('/v1/documents?' + urllib.parse.urlencode(query))
            yield from page['documents']
            cursor = page.get('next')
            if cursor is None:
                return

    def source(self, document_id):
        """The exact bytes of a source text."""
        return self._send('/v1/documents/' + _path(document_id) + '/source')

    def is_proven(self, paragraph, source=None):
        """Whether a paragraph matches its source; fetches the source if it is not given."""
        proof = paragraph['proof']
        content = self.source(proof['documentId']) if source is None else source
        if hashlib.sha256(content).hexdigest() != proof['sourceSha256']:
            return False
        text = paragraph['text']
        if hashlib.sha256(text.encode()).hexdigest() != proof['textSha256']:
            return False
        try:
            return rebuild(content.decode(), proof) == text
        except (ValueError, IndexError):
            return False

    def _json(self, path, body=None):
        return json.loads(self._send(path, body))

    def _send(self, path, body=None):
        request = urllib.request.Request(
            self.server + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={'accept': 'application/json, text/plain'}
            | ({} if body is None else {'content-type': 'application/json'}),
        )
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as response:
                return response.read()
        except urllib.error.HTTPError as error:
            raise _problem(error) from None


def _path(part):
    return urllib.parse.quote(part, safe='')


def _problem(error):
    try:
        problem = json.loads(error.read())
        return LetterlijkError(error.code, problem['code'], problem['detail'])
    except (ValueError, KeyError):
        return LetterlijkError(error.code, 'unknown', str(error))


def main(arguments):
    if len(arguments) != 3 or arguments[1] not in ('ask', 'verify'):
        print(__doc__, file=sys.stderr)
        return 2
    server, command, text = arguments
    client = Client(server)
    try:
        response = client.ask(text) if command == 'ask' else client.verify(text)
    # A server that cannot be reached raises an OSError.
    except (LetterlijkError, OSError, ValueError) as error:
        print(f'{server} gives no answer: {error}', file=sys.stderr)
        return 2
    print(json.dumps(response, ensure_ascii=False, indent=2))
    return 0 if response.get('verdict', 'verbatim') == 'verbatim' else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
