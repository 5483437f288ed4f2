"""Against a real server: LETTERLIJK_SERVER=http://127.0.0.1:8787 pytest clients/python"""

import os

import pytest

from letterlijk import Client, LetterlijkError, main, rebuild

QUOTE = 'De huidige EU-sanctiewetgeving voorziet in een verbod op de uitvoer'

pytestmark = pytest.mark.skipif(
    'LETTERLIJK_SERVER' not in os.environ, reason='LETTERLIJK_SERVER names no server'
)


@pytest.fixture
def client():
    return Client(os.environ['LETTERLIJK_SERVER'] + '/')


def test_asks_and_proves(client):
    found = client.ask('semiconductors', limit=2)
    assert found['outcome'] == 'found' and len(found['answers']) <= 2
    for answer in found['answers']:
        source = client.source(answer['document']['id'])
        for paragraph in answer['paragraphs']:
            assert client.is_proven(paragraph, source)
            forged = {**paragraph, 'text': paragraph['text'] + ' niet'}
            assert not client.is_proven(forged, source)
            assert not client.is_proven(paragraph, source + b' ')
        assert client.answer(answer['id'])['id'] == answer['id']


def test_verifies(client):
    assert client.verify(QUOTE)['verdict'] == 'verbatim'
    assert client.verify(QUOTE.replace('verbod', 'gebod'))['verdict'] == 'altered'


def test_lists_documents(client):
    ids = [document['id'] for document in client.documents(limit=1)]
    assert '2022D35172' in ids
    assert client.document('2022D35172')['id'] == '2022D35172'


def test_tells_what_is_wrong(client):
    with pytest.raises(LetterlijkError) as error:
        client.ask('')
    assert error.value.status == 400 and error.value.code == 'invalid_request'
    with pytest.raises(LetterlijkError) as error:
        client.answer('a/b')
    assert error.value.status == 404


def test_ends_with_2_without_an_answer(capsys):
    # Nothing listens there. 1 would say that the quote is wrong.
    assert main(['http://127.0.0.1:1', 'verify', QUOTE]) == 2
    assert 'gives no answer' in capsys.readouterr().err


def test_counts_utf16():
    proof = {'spans': [{'start': 0, 'end': 2}, {'start': 3, 'end': 4}], 'joins': [' ']}
    assert rebuild('\U0001f600-x', proof) == '\U0001f600 x'
