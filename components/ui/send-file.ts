/** Sends a file as it is; nothing uses it until somebody confirms. Answers its id, or throws what is wrong in words for people. */
export async function sendFile(file: File): Promise<string> {
  const response = await fetch(`/uploads?name=${encodeURIComponent(file.name)}`, {
    method: "POST",
    headers: { "X-Portal-Upload": "1", "Content-Type": "application/octet-stream" },
    body: file,
  });
  const answer: { id?: string; detail?: string } = await response.json().catch(() => ({}));
  if (!response.ok || !answer.id)
    throw new Error(answer.detail ?? `${file.name} could not be uploaded. Try again.`);
  return answer.id;
}
