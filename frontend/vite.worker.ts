import { defineConfig } from "vite";

// The service worker is one file without imports: not every browser reads modules there. The server gives it its list of files.
export default defineConfig({
  publicDir: false,
  build: {
    outDir: "../parvis/ui/static/ui/dist",
    emptyOutDir: false,
    target: ["es2020", "chrome90", "firefox90", "safari15"],
    lib: { entry: "src/worker.ts", formats: ["iife"], name: "worker", fileName: () => "worker.js" },
  },
});
