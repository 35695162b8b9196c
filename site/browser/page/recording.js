// The recorded first run of a page: its hash, and the messages that Streamlit's server would send.
const HASH = 32; // characters; then each message, behind its length in four bytes

// Null where there is none: a link with settings, or no answer.
export async function recording(facts) {
  const got = await facts.recording;
  if (!got?.ok) return null;
  const bytes = await got.arrayBuffer();
  const view = new DataView(bytes);
  const messages = [];
  for (let at = HASH; at < bytes.byteLength;) {
    const size = view.getUint32(at, true);
    messages.push(bytes.slice(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return { page: new TextDecoder().decode(bytes.slice(0, HASH)), messages };
}
