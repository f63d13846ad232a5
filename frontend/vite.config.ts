import { defineConfig } from "vite";

// Each entry is a page's script and the style it imports; the names carry a hash, so that browsers keep them for ever.
export default defineConfig({
  base: "/static/ui/dist/",
  build: {
    outDir: "../parvis/ui/static/ui/dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: ["es2020", "chrome90", "firefox90", "safari15"],
    cssTarget: ["chrome100", "firefox100", "safari15"],
    assetsInlineLimit: 0,
    rollupOptions: { input: ["src/portal.ts", "src/desk.ts", "src/gallery.ts", "src/posters.ts", "src/listed.ts"] },
  },
});
