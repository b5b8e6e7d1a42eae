-- show.lua -- massc show and massc list: equations typeset, for LaTeX and for programs; the library by words.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local json = require "json"
local lab = require "lab" (arg[1])
kit.uses("tests/json.lua")
local check = kit.check

-- Beside the model, under a locale; [path]: folders of models.
local function call(command, locale, path)
  return kit.run(("cd %s && env LC_ALL=%s MASSC_PATH=%s XDG_CACHE_HOME=%s/cache timeout 60 %s %s"):format(lab.home, locale or "C.UTF-8",
    path or "", lab.home, lab.program, command))
end

local function model(lines)
  return "model M\n  state V = 0\n  state x1 = 0\n  param tau = 1\n  param tau_s = 1\n  param J_N = 1\n  param n = 2\n  input c\n" .. lines .. "\nend\n"
end

-- The lines below "equations".
local function equations(lines, locale)
  lab.write(model(lines))
  local said = call("show model.mass", locale)
  return (said:match("\nequations\n(.*)$") or said):gsub("\n+$", "")
end

-- ---- typeset ---------------------------------------------------------------------------------

local function typeset(title, lines, want) kit.same(equations(lines), (want:gsub("\n$", "")), title) end

typeset("names, products, powers", "  V' = -tau*V^2 + x1^10*c\n  x1' = J_N*V^-1 - tau_s", [[
  V' = −τ·V² + x₁¹⁰·c
  x₁' = J_N·V⁻¹ − τ_s
]])
typeset("fractions", "  V' = (c - V)/tau\n  x1' = -x1/tau_s + V*(1/tau + c)", [[
        c − V
  V' = ───────
          τ

         −x₁      ⎛ 1     ⎞
  x₁' = ───── + V·⎜─── + c⎟
         τ_s      ⎝ τ     ⎠
]])
typeset("powers of what is tall, and tall powers", "  V' = (V/tau)^n + V^(x1/2) + V^(n + 1)\n  x1' = (V + 1)^2 + 2^-n", [[
            n
       ⎛ V ⎞     x₁/2    n + 1
  V' = ⎜───⎟  + V     + V
       ⎝ τ ⎠

                    −n
  x₁' = (V + 1)² + 2
]])
typeset("choices", "  V' = if V > 0 and c <= 1 then V else if c != 3 then abs(V/tau) else sqrt(V)\n  x1' = 2*(if V < 0 then 1 else sqrt(V + c))", [[
       ⎧ V       if V > 0 and c ≤ 1
       ⎪ │ V │
  V' = ⎨ │───│   if c ≠ 3
       ⎪ │ τ │
       ⎩ √V      otherwise

          ⎛⎧ 1          if V < 0 ⎞
  x₁' = 2·⎝⎩ √(V + c)   otherwise⎠
]])
typeset("functions and derived quantities, in the order in which they are needed",
        "  u = f(V, 2)\n  watch u\n  f(a, b) = a/(1 + exp(-b))\n  V' = u\n  x1' = min(V, c) - 1e-6", [[
                  a
  f(a, b) = ─────────────
             1 + exp(−b)

  u = f(V, 2)
  V' = u
  x₁' = min(V, c) − 1e-06

watched
  u
]])
do
  local terms, long = {}, {}
  for i = 1, 12 do terms[i] = ("J_N*sin(%d*V + tau)"):format(i) end
  for i = 1, 12 do long[i] = ("J_N·sin(%d·V + τ)"):format(i) end
  local function lines(from, to) return table.concat(long, " + ", from, to) end
  typeset("sums that are too wide", "  V' = " .. table.concat(terms, " + ") .. "\n  x1' = V",
          "  V' = " .. lines(1, 4) .. "\n        + " .. lines(5, 8) .. "\n        + " .. lines(9, 12) ..
          "\n\n  x₁' = V\n")
end
kit.same(equations("  V' = -tau*V^2/n\n  x1' = if V >= 0 then 1 else 2", "C"),
         "  V' = -tau*V^2/n\n  x1' = if V >= 0 then 1 else 2", "without such letters as they are written")

-- Each line of a typeset box that a person reads is as long as its text: nothing stands behind it.
local said = call "show Generic2dOscillator"
check(not said:find(" \n"), "no blanks at the ends of lines", said)

local modes = [==[
model R
  modes 3
  state x = 0
  state y_a = [0, 1, 2]
  param gamma = [1, 2, 3]
  param A = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
  input c
  x' = dot(gamma*x, A)/2 + sum(c over mode) - x[i-1]
  y_a' = y_a[i+1]*x[0]
end
]==]
lab.write(modes)
said = call "show model.mass"
kit.same(said:match("\nequations\n(.-)\n*$"), ([==[
        dot(γ·x, A)
  x' = ───────────── + sum(c over mode) − x[i − 1]
             2

  y_a' = y_a[i + 1]·x[0]
]==]):gsub("\n$", ""), "modes")
said = call "show model.mass --latex"
check(said:find([[\frac{\operatorname{dot}\left(\gamma \, x, A\right)}{2} + \operatorname{sum}_{\mathrm{mode}}\left(c\right) - {x}_{i-1} ]], 1, true)
      and said:find("{y_{a}}_{i+1} \\, {x}_{0}", 1, true), "LaTeX: modes", said)

-- ---- the rest of a page -------------------------------------------------------------------------

local whole = [[
model M "a title"
  reference "One, Two, A paper with a title of some length that does not fit a line of a hundred characters, Journal 1:2-3 (2004), doi:10.1/2"
  state V = -60 [mV] in [-90, 40] "membrane potential"
  param E = -70 [mV] in [-80, -50] "rest"
  param tau = 10 [ms]
  input c from V [mV] "from other nodes"
  input d
  V' = (E - V + c + d)/tau
end
]]
lab.write(whole)
kit.same(call "show model.mass", [[
model M -- a title

states
  V  -60  mV  in [-90, 40]  membrane potential

parameters
  E    -70  mV  in [-80, -50]  rest
  tau  10   ms

inputs
  c  from V  mV  from other nodes
  d

equations
        E − V + c + d
  V' = ───────────────
              τ

references
  One, Two, A paper with a title of some length that does not fit a line of a hundred characters,
    Journal 1:2-3 (2004), doi:10.1/2
]], "a page")

local object = json.read(call "show model.mass --json")
kit.same(json.write(object.inputs), '[{"doc":"from other nodes","from":["V"],"name":"c","unit":"mV"},{"doc":null,"from":[],"name":"d","unit":null}]',
         "inputs for programs")
check(object.parameters[1].unit == "mV" and object.parameters[1].range[2] == -50 and object.references[1]:find("^One, Two"), "units, ranges, references for programs")

kit.same(call "show model.mass --latex", [[
% M: a title, for \usepackage{amsmath}
\begin{align*}
  \frac{\mathrm{d} V}{\mathrm{d} t} &= \frac{E - V + c + d}{\tau}
\end{align*}
\begin{tabular}{llll}
  $V$ & -60 & mV & membrane potential \\
  \hline
  $E$ & -70 & mV & rest \\
  $\tau$ & 10 & ms &  \\
\end{tabular}
]], "for LaTeX")

local function latex(title, lines, want)
  lab.write(model(lines))
  local output = call "show model.mass --latex"
  kit.same(output:match("\\begin{align%*}\n(.-)\n\\end{align%*}") or output, want, title)
end
latex("LaTeX: powers, functions, numbers", "  V' = (V/tau)^n + exp(-V)*sqrt(c) + abs(x1) - 2.5e-7\n  x1' = exprel(tau_s*V^2)", [[
  \frac{\mathrm{d} V}{\mathrm{d} t} &= \left(\frac{V}{\tau}\right)^{n} + \exp\left(-V\right) \, \sqrt{c} + \left|x_{1}\right| - 2.5 \times 10^{-7} \\
  \frac{\mathrm{d} x_{1}}{\mathrm{d} t} &= \operatorname{exprel}\left(\tau_{s} \, {V}^{2}\right)]])
latex("LaTeX: choices, functions of the model", "  f(a, rate) = a*rate\n  V' = if V <= 0 or c != 1 then f(V, n) else J_N\n  x1' = 1", [[
  f(a, \mathrm{rate}) &= a \, \mathrm{rate} \\
  \frac{\mathrm{d} V}{\mathrm{d} t} &= \begin{cases} f\left(V, n\right) & \text{if } V \le 0 \lor c \ne 1 \\ J_{N} & \text{otherwise} \end{cases} \\
  \frac{\mathrm{d} x_{1}}{\mathrm{d} t} &= 1]])
lab.write("model D\n  state x = 2*a\n  param a = 3\n  param b = a/tau_s\n  param tau_s = 2\n  x' = b\nend\n")
said = call "show model.mass --latex"
check(said:find("$x$ & $2 \\, a$ = 6 &", 1, true) and said:find("$b$ & $\\frac{a}{\\tau_{s}}$ = 1.5 &", 1, true), "LaTeX: what follows from parameters", said)
lab.write("model H\n  state x = 0\n  param a_b = 1 \"50 % of a_1 & more\"\n  x+ = a_b*x\nend\n")
said = call "show model.mass --latex"
check(said:find("x^{+} &= a_{b} \\, x", 1, true) and said:find("50 \\% of a\\_1 \\& more", 1, true), "LaTeX: a map, texts with its own signs", said)
lab.write("model W\n  modes 2\n  state x = [0, 1]\n  param A = [[1, 2], [3, 4]] \"in MΩ, Δt and ά\"\n  x' = dot(x, A)\nend\n")
said = call "show model.mass --latex"
check(said:find("$A$ & [[1, 2], [3, 4]] &  & in M$\\Omega$, $\\Delta$t and ά \\\\", 1, true) and said:find("$x$ & 0, 1 &", 1, true),
      "LaTeX: matrices by rows, Greek letters of texts", said)
said = call "show Linear --latex"
check(said:find("\\mathrm{sum} &= \\sum_j w_{ij} \\, \\mathrm{pre}", 1, true), "LaTeX: a coupling", said)
check((call "show Linear"):find("\n  sum = Σⱼ wᵢⱼ·pre\n", 1, true), "a coupling")
lab.says("two forms", 2, { "--json and --latex are two forms; leave one of them out" }, "show Linear --json --latex")

-- The example of the manual.
local shown = kit.read(kit.uses("docs/language.md")):match("\n%$ massc show Generic2dOscillator\n…\n(equations\n.-)```")
check(shown and (call "show Generic2dOscillator"):find("\n" .. shown, 1, true), "the example of docs/language.md", call "show Generic2dOscillator")

-- Of every model: lines that fit a page, LaTeX that is closed where it is opened.
do
  local wide, open, seen = {}, {}, 0
  for line in (call "list"):gmatch("[^\n]+") do
    local name = line:match("^  (%S+)")
    if name then
      seen = seen + 1
      local page = (call("show " .. name):match("\nequations\n(.-)\n\n%l+\n") or "")
      for row in page:gmatch("[^\n]+") do
        if utf8.len(row) > 112 then wide[#wide + 1] = name .. ": " .. row end
      end
      local text, depth = call("show " .. name .. " --latex"), 0
      for brace in text:gsub("\\[{}]", ""):gmatch("[{}]") do
        depth = depth + (brace == "{" and 1 or -1)
        if depth < 0 then break end
      end
      local _, lefts = text:gsub("\\left", "")
      local _, rights = text:gsub("\\right", "")
      local _, begins = text:gsub("\\begin{", "")
      local _, ends = text:gsub("\\end{", "")
      if depth ~= 0 or lefts ~= rights or begins ~= ends or not text:find("&= ", 1, true) then open[#open + 1] = name .. "\n" .. text end
    end
  end
  check(seen > 100 and #wide == 0, ("the equations of %d models and couplings fit a page"):format(seen), table.concat(wide, "\n"))
  check(seen > 100 and #open == 0, "... and are LaTeX", open[1])
end

-- ---- the library --------------------------------------------------------------------------------------

local library = lab.home .. "/library"
kit.run(("mkdir -p %s/systems %s/couplings"):format(library, library))
local function put(name, text) kit.write(("%s/%s.mass"):format(library, name), text) end
put("Nine", "model Nine \"Nine of a kind, Zwölf 2009\"\n  reference \"Zwölf, Nines, Journal of Nines 9:9 (2009)\"\n  state x = 0 \"a share of voices\"\n  x' = -x\nend\n")
put("systems/Tenfold", "model Tenfold \"A map\"\n  state x = 0\n  x+ = x/10\nend\n")
put("couplings/Nine", "coupling Nine \"of voices\"\n  from x\n  pre = x_j\n  post = sum\nend\n")
put("couplings/Same", "coupling Same\n  from x\n  pre = x_j\n  post = sum\nend\n")

-- Of the folder alone: what massc has itself is left out.
local function lists(title, words, want)
  local output, code = call("list " .. words, nil, library)
  local own, heading = {}, nil
  for line in output:gmatch("[^\n]+") do
    if line:match("^%l") then
      heading = line
    elseif line:match("^  Nine ") or line:match("^  Tenfold ") then
      own[#own + 1] = heading .. ":" .. line:gsub("  +", " ")
    end
  end
  kit.same(table.concat(own, "\n") .. " " .. code, want .. " 0", title)
end
lists("by a word of the title", "kind,", "models: Nine Nine of a kind, Zwölf 2009")
lists("of a reference, in any case", "JOURNAL", "models: Nine Nine of a kind, Zwölf 2009")
lists("of a description", "voices", "models: Nine Nine of a kind, Zwölf 2009\ncouplings: Nine of voices")
lists("by the name", "tenfold", "systems: Tenfold A map")
lists("of one kind", "couplings", "couplings: Nine of voices")
lists("of one kind with a word", "nine models", "models: Nine Nine of a kind, Zwölf 2009")
lists("by all of several words", "nine zw", "models: Nine Nine of a kind, Zwölf 2009")
said = call("list", nil, library)
check(said:find("models\n", 1, true) and said:find("\n\nsystems\n  .*Tenfold ") and said:find("\n\ncouplings\n.*\n  Same\n"), "everything", said)
lab.says("a word that nothing has", 1, { "no model, coupling or observer speaks of 'qwertz'; massc list shows all" }, "list qwertz")
lab.says("words that nothing has", 1, { "speaks of 'qwertz' and the others" }, "list qwertz nine")

said = call("show Nine", nil, library)
check(said:find("model Nine -- Nine of a kind", 1, true) and said:find("\n\ncoupling Nine -- of voices", 1, true), "a model and a coupling of one name", said)
check(json.read(call("show Nine --json", nil, library)).kind == "model" and json.read(call("show couplings/Nine --json", nil, library)).kind == "coupling",
      "... to programs one at a time")
check(call("show Tenfold", nil, library):find("\n        x\n  x+ = ────\n        10\n", 1, true), "a system is found by its name")
lab.write("use Tenfold\nsimulate map with steps = 3\nobserve x_last = last(x)\nexplore e\n  initial.x = [1000]\nend\n")
local output, code = call("run model.mass --quiet --no-files --engine tcc", nil, library)
check(code == 0, "... and used by it", output)
output, code = call("eval Tenfold", nil, library)
check(code == 0 and output:find('"x": [0]', 1, true), "... and computed", output)
kit.finish()
