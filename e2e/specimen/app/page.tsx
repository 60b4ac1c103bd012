import "./specimen.css";
import { Button } from "#components/ui/button.tsx";

export default function Page() {
  return (
    <main className="p-8">
      <h1>Specimen</h1>
      <Button variant="primary" shortcut="C">Record change</Button>
    </main>
  );
}
