// A client that is not ours: pushed request, DPoP, private_key_jwt, code flow, then tokens under the Mission.
// Prints the authorization address on one line, reads the address that the person came back to, prints what it got.
import { createInterface } from 'node:readline'
import { readFile } from 'node:fs/promises'
import * as client from 'openid-client'

const [issuer, clientId, keyFile, redirectUri] = process.argv.slice(2)
const calendar = 'https://calendar-api.example.com'
const mail = 'https://email-api.example.com'
const accessToken = 'urn:ietf:params:oauth:token-type:access_token'

const { kid, pkcs8 } = JSON.parse(await readFile(keyFile, 'utf8'))
const key = await crypto.subtle.importKey('pkcs8', Buffer.from(pkcs8, 'base64'), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
const config = await client.discovery(new URL(issuer), clientId, undefined, client.PrivateKeyJwt({ key, kid }), {
  execute: [client.allowInsecureRequests],
})
const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'))

const pkceCodeVerifier = client.randomPKCECodeVerifier()
const expectedState = client.randomState()
const expectedNonce = client.randomNonce()
const day = 86_400_000
const at = (days) => new Date(Math.floor(Date.now() / day) * day + days * day).toISOString().replace('.000', '')
const params = { calendar: 'cal_team01', window: { from: at(1), to: at(5) }, attendees: ['eng-team@example.com'] }
const url = await client.buildAuthorizationUrlWithPAR(
  config,
  {
    redirect_uri: redirectUri,
    scope: 'openid offline_access',
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
    client_context: JSON.stringify({
      contexts: {
        app: { id: 'ai_assistant' },
        tenant: { id: 'example.com' },
        purpose: { kind: 'https://assistant.example.com/purposes/schedule-meeting', params },
      },
    }),
  },
  { DPoP },
)
console.log(url.href)

const lines = createInterface({ input: process.stdin })
const back = new URL((await lines[Symbol.asyncIterator]().next()).value)
lines.close()

const tokens = await client.authorizationCodeGrant(config, back, { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true }, undefined, { DPoP })
const claims = tokens.claims()
const userInfo = await client.fetchUserInfo(config, tokens.access_token, claims.sub, { DPoP })
const details = (location, datatype, ...actions) =>
  JSON.stringify([{ type: 'mission', mission_ref: tokens.mission_ref, locations: [location], datatypes: [datatype], actions }])
const derived = await client.refreshTokenGrant(
  config,
  tokens.refresh_token,
  { resource: calendar, authorization_details: details(calendar, 'calendar.event', 'read', 'create') },
  { DPoP },
)
const exchanged = await client.genericGrantRequest(
  config,
  'urn:ietf:params:oauth:grant-type:token-exchange',
  {
    subject_token: derived.access_token,
    subject_token_type: accessToken,
    resource: mail,
    authorization_details: details(mail, 'mail.message', 'send'),
  },
  { DPoP },
)
const introspected = await client.tokenIntrospection(config, derived.access_token)
await client.tokenRevocation(config, tokens.refresh_token)
const dead = await client.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP }).then(
  () => 'granted',
  (refused) => refused.error,
)

const audience = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url')).aud
console.log(
  JSON.stringify({
    pushed: url.searchParams.has('request_uri') && !url.searchParams.has('client_context'),
    token_type: tokens.token_type,
    sub: claims.sub === userInfo.sub,
    context: claims.client_context?.contexts?.purpose?.params?.calendar,
    mission_ref: tokens.mission_ref,
    calendar: audience(derived.access_token),
    mail: audience(exchanged.access_token),
    introspected: introspected.active,
    after_revocation: dead,
  }),
)
