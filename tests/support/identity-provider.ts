import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Grant {
  readonly clientId: string
  readonly redirectUri: string
  readonly challenge: string
  readonly nonce: string | null
}

export interface IdentityProvider {
  readonly issuer: string
  /** address of the person who is signed in there */
  person: string
  close(): Promise<void>
}

/**
 * A stand-in for an organisation's OpenID Connect provider, which signs everybody in as `person`.
 */
export async function identityProvider(person: string): Promise<IdentityProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const grants = new Map<string, Grant>()
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', provider.issuer)
    const json = (value: object, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json(metadata(provider.issuer))
      case '/keys':
        return json({ keys: [{ ...publicKey.export({ format: 'jwk' }), ...KEY }] })
      case '/userinfo':
        return json({ sub: provider.person, email: provider.person, email_verified: true })
      case '/authorize': {
        const code = randomUUID()
        const asked = url.searchParams
        grants.set(code, {
          clientId: asked.get('client_id')!,
          redirectUri: asked.get('redirect_uri')!,
          challenge: asked.get('code_challenge')!,
          nonce: asked.get('nonce'),
        })
        const back = new URL(asked.get('redirect_uri')!)
        back.searchParams.set('code', code)
        back.searchParams.set('state', asked.get('state')!)
        return response.writeHead(302, { location: back.href }).end()
      }
      case '/token': {
        let body = ''
        request.setEncoding('utf8').on('data', (text: string) => (body += text))
        return request.once('end', () => {
          const sent = new URLSearchParams(body)
          const grant = grants.get(sent.get('code') ?? '')
          grants.delete(sent.get('code') ?? '')
          const proof = createHash('sha256').update(sent.get('code_verifier') ?? '')
          if (grant === undefined || grant.redirectUri !== sent.get('redirect_uri')) {
            return json({ error: 'invalid_grant' }, 400)
          }
          if (proof.digest('base64url') !== grant.challenge) {
            return json({ error: 'invalid_grant' }, 400)
          }
          json({ access_token: randomUUID(), token_type: 'Bearer', id_token: tokenFor(grant) })
        })
      }
      default:
        return json({ error: 'not_found' }, 404)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const provider: IdentityProvider = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    person,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }

  function tokenFor({ clientId, nonce }: Grant): string {
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      iss: provider.issuer,
      aud: clientId,
      sub: provider.person,
      email: provider.person,
      email_verified: true,
      iat: now,
      exp: now + 600,
      ...(nonce === null ? {} : { nonce }),
    }
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const signed = `${encode({ alg: 'RS256', typ: 'JWT', kid: KEY.kid })}.${encode(claims)}`
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`
  }

  return provider
}

const KEY = { kid: 'test', alg: 'RS256', use: 'sig' }

function metadata(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    userinfo_endpoint: `${issuer}/userinfo`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
  }
}
