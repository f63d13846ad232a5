// An OpenID Connect provider on loopback: the engine that FranceConnect and ProConnect are built on. Anybody signs in as one of
// the people given, whatever the password.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [port, back, out] = [Number(process.argv[2]), process.argv[3], process.argv[4]];
const people = JSON.parse(process.argv[5]);
const client = (more) => ({
  client_secret: "un-secret-d-essai",
  redirect_uris: [back],
  post_logout_redirect_uris: [out],
  grant_types: ["authorization_code"],
  response_types: ["code"],
  ...more,
});
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    client({ client_id: "plain", token_endpoint_auth_method: "client_secret_basic" }),
    client({
      client_id: "proconnect",
      token_endpoint_auth_method: "client_secret_post",
      userinfo_signed_response_alg: "RS256",
    }),
  ],
  pkce: { required: (_ctx, asked) => asked.clientId === "plain" },
  scopes: ["openid", "email", "profile", "given_name", "usual_name", "uid", "siret", "idp_id"],
  claims: {
    openid: ["sub"],
    email: ["email", "email_verified"],
    siret: ["siret"],
    given_name: ["given_name"],
    usual_name: ["usual_name"],
  },
  features: {
    devInteractions: { enabled: true },
    jwtUserinfo: { enabled: true },
    rpInitiatedLogout: {
      logoutSource: (ctx, form) => {
        ctx.body = `<!doctype html><title>Fin</title>${form}<button form="op.logoutForm" name="logout" value="yes">Oui</button>`;
      },
    },
  },
  cookies: { keys: ["of-the-tests"] },
  ttl: { AccessToken: 60, AuthorizationCode: 30, IdToken: 60, Session: 3600, Interaction: 600, Grant: 3600 },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
});
provider.on("server_error", (_ctx, error) => console.error(error));
createServer(provider.callback()).listen(port, "127.0.0.1", () => console.log("ready"));
