// A button where this script stands, which opens the portal's feedback form over the page. The form is a frame of the
// portal's own: this page learns nothing of what is written in it. Pages name this file together with its hash, so it
// never changes: another form is another file.
(() => {
  const script = document.currentScript;
  const words = script.dataset.label || "Say what is slow";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.setAttribute("aria-haspopup", "dialog");
  let dialog = null;

  button.addEventListener("click", () => {
    dialog ??= make();
    dialog.showModal();
  });
  script.after(button);

  function make() {
    const frame = document.createElement("iframe");
    frame.src = new URL("/embed/feedback", script.src).href;
    frame.title = words;
    Object.assign(frame.style, { display: "block", width: "100%", height: "min(36rem, 75vh)", border: "0" });
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = script.dataset.close || "Close";
    Object.assign(close.style, { display: "block", margin: "0.75rem 0.75rem 0 auto" });
    close.addEventListener("click", () => made.close());
    const made = document.createElement("dialog");
    made.setAttribute("aria-label", words);
    Object.assign(made.style, { width: "min(38rem, 94vw)", padding: "0", border: "0", borderRadius: "8px" });
    // The first in it has the focus: in the frame the Esc key would not be heard here.
    made.append(close, frame);
    document.body.append(made);
    return made;
  }
})();
