/** Signs in to a portal as its guest, and returns the token of an hour. */
export async function signInAsGuest(backendUrl: string): Promise<string> {
  const response = await fetch(`${backendUrl}/api/auth/guest/refresh`, {
    method: 'POST',
  });
  if (!response.ok) {
    throw new Error(
      `The portal let no guest in: ${response.status} ${await response.text()}`,
    );
  }
  const { backstageIdentity } = (await response.json()) as {
    backstageIdentity: { token: string };
  };
  return backstageIdentity.token;
}
