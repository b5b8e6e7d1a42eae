-- known.lua -- what was found wrong and took long to mend, each under the name of its
-- entry below; [known] lists those that still are: none.
--
--   lua5.4 tests/known.lua out/massc
--
-- A check in here is written as it must hold one day. While it fails it is shown
-- and not counted as a failure; when it holds its entry must be taken out of
-- [known], or the suite fails: so no entry outlives its fault, and none comes back.
--
--   N4   a difference of equal products is 0, and bits hang on the text alone
--   A2   no pass takes more than about linear time
--   A3   names of models and of generated code cannot meet
--   A4   2000 states, 1000 observations
--   A13  emitted files compile without warnings
--   E1   what `check` takes, every engine takes
--   E6   the functions of the emitted text do not grow with the model
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local program = assert(arg[1], "usage: lua5.4 tests/known.lua PROGRAM")
local lab = require "lab" (program)
local massc = kit.absolute(program)

local known = {}
local failing = {}

-- One check of an entry: all of an entry's checks hold, or it is a known failure.
local function check(entry, ok, title, detail)
  if known[entry] and not ok then
    failing[entry] = true
    print(("# known failure %s: %s"):format(entry, title))
  else
    kit.check(ok, entry .. ": " .. title, detail)
  end
end

-- Each entry that is still listed has to fail somewhere.
local function settle()
  for entry in kit.sorted(known) do
    kit.check(failing[entry], entry .. " is listed as a known failure, so something of it fails",
              "all its checks hold: take it out of the list")
  end
end

local engines = { "tcc" }
for _, engine in ipairs { "gcc", "clang" } do
  if kit.has(engine) then engines[#engines + 1] = engine else kit.skip(engine, "not installed") end
end

-- The exit code of a run of [text] on an engine, and what was printed.
local function ends(text, engine, options)
  lab.write(text)
  local output, code = lab.call(("run model.mass --engine %s --quiet --out out %s"):format(engine, options or ""))
  return code, output
end

-- Column [name] of the only row of a run of [text], as printed.
local function value(text, name, engine)
  local was = lab.engine
  lab.engine = engine or "tcc"
  local rows, output = lab.run(text)
  lab.engine = was
  return rows[1] and rows[1][name], output
end

-- ---- N4: a difference of equal products --------------------------------------

-- x is 0.1 plus a little each step; the column is what the expression [of] was at most.
local function difference(lines, of)
  return ([[
model M
  state x = 0.1
  param a = 0.3
  param b = 0.7
  x' = 0.01
%s
  y = %s
  watch y
end
simulate euler with dt = 0.1, duration = 5
observe most = max(y)
observe least = min(y)
explore e
  dynamics.a = [0.3]
end
]]):format(lines, of)
end

local zero = {
  { "", "x*a - a*x" }, { "", "sqrt(x*x - x*x)" }, { "", "x*a + -(x*a)" }, { "", "x*a*b - b*(a*x)" },
  { "  d = x*a", "d - x*a" }, { "  d = x*a", "x*a - d" }, { "  d = x*a\n  c = d", "c - a*x" },
  { "", "x^2 - x*x" }, { "", "x*x*x - x^3" }, { "  f(u) = u*a", "f(x) - a*x" }, { "  d = x*a + b", "d - (x*a + b)" },
}
for _, case in ipairs(zero) do
  for _, precision in ipairs { "double", "single" } do
    local text = "precision " .. precision .. "\n" .. difference(case[1], case[2])
    local most, output = value(text, "most")
    local least = value(text, "least")
    check("N4", tonumber(most) == 0 and tonumber(least) == 0, ("%s is 0 in %s precision (%s)"):format(case[2], precision, case[1]),
          ("%s to %s\n%s"):format(least, most, output))
  end
end
for _, of in ipairs { "heaviside(x*a - a*x)", "if x*a >= a*x then 1 else 0", "if x*a + b <= a*x + b then 1 else 0" } do
  local least, output = value(difference("", of), "least")
  check("N4", tonumber(least) == 1, of .. " is 1", tostring(least) .. "\n" .. output)
end

-- ---- A2: time ------------------------------------------------------------------

do
  local lines = { "model M\n  state z = 0.3\n  param p = 0.9\n  l0 = z*p" }
  for i = 1, 60 do lines[#lines + 1] = ("  l%d = l%d*(1 - l%d)"):format(i, i - 1, i - 1) end
  lines[#lines + 1] = "  z' = l60 - z\nend\nsimulate euler with dt = 0.1, duration = 1\nobserve m = mean(z)"
  lab.write(table.concat(lines, "\n") .. "\n")
  local output, code = lab.call("check model.mass && timeout 5 " .. massc .. " emit --kernel model.mass -o chain.c")
  check("A2", code == 0, "a chain of sixty names, each read twice, is emitted", output)
end

-- ---- A3: names -----------------------------------------------------------------

local words = {}
local function take(text)
  for word in text:gmatch("%S+") do words[#words + 1] = word end
end
take [[auto break case char const continue default do double enum extern float for goto inline int long register restrict
  return short signed sizeof static struct switch typedef union unsigned void volatile while _Alignas _Alignof _Atomic
  _Bool _Complex _Generic _Imaginary _Noreturn _Static_assert _Thread_local asm typeof bool true false complex]]
take [[__asm __asm__ __attribute __attribute__ __auto_type __const __const__ __extension__ __func__ __inline __inline__
  __int128 __label__ __real__ __imag__ __restrict __signed__ __thread __typeof __typeof__ __volatile__ __alignof__
  __builtin_va_list __builtin_sqrt __builtin_fma __complex__ __null __FUNCTION__ __PRETTY_FUNCTION__
  _Float16 _Float32 _Float64 _Float128 _Float32x _Float64x _Decimal32 _Decimal64 _Decimal128 __float80 __float128 __bf16 __fp16
  _BitInt _ExtInt _Nullable _Nonnull _Accum _Fract __block __vector __bool __pixel __int8 __int16 __int32 __int64]]
take [[unix linux i386 __unix__ __linux__ __x86_64__ __GNUC__ __VERSION__ __FILE__ __LINE__ __DATE__ __TIME__ __COUNTER__
  __STDC__ __TINYC__ __INT_MAX__ __DBL_MAX__ __SIZE_TYPE__ __OPTIMIZE__ __AVX__ NULL]]
take [[main printf memcpy memset malloc free exit abort errno stdin index y0 y1 yn j0 j1 jn gamma lgamma tgamma cbrt fabs
  fma fmaf sqrtf sinf expf logf powf exp10 pow10 significand scalb isnan isinf signbit alloca offsetof]]
take [[real num lanes madd root select both either neither word whole mask bits as_word as_real REAL LANES WIDTH VECS NODES
  AT OVER FMA_ SQRT_ KERNEL_H KERNEL_ABI KERNEL_CLOCKS kernel kernel_job kernel_axis kernel_clock kernel_buffer axes clocks
  buffers FIXED POINT STEP END INPUT LIVE SCRATCH OUTPUT SWEPT GRAPH NOISE STATE DEAD TALLY HELD WORK RESULT AXIS_LANE massc_kernel start advance results draw rhs sample hoist hoist_node
  initial timed gains couple step observe columns node_columns add add_square job v l n h half_h sixth_h h_ c k1 mid all held held_
  point point_ graph graph_ done done_ now now_ node_ out_ sick tally next half d_0 dx_ x_ ouble efault nt loat hort
  next_0 mid_0 all1_0 g_0 z x0 x0_ x1_ out0_ clamped wrapped m_exp m_normal threefry counting quarter]]

-- Words the language itself keeps; everything else may name anything.
local kept = {}
for word in ("if then else and or not t pi nan inf exp sqrt sin mean max over"):gmatch("%S+") do kept[word] = true end

local roles = {
  { "parameter", function(w)
    local declared, used = {}, {}
    for i, word in ipairs(w) do declared[i], used[i] = ("  param %s = 0.001"):format(word), word .. "*S" end
    return "model M\n  state S = 0.1\n" .. table.concat(declared, "\n") .. "\n  S' = -S + " .. table.concat(used, " + ") .. "\nend\n"
  end },
  { "state", function(w)
    local declared, rates = {}, {}
    for i, word in ipairs(w) do
      declared[i], rates[i] = ("  state %s = 0.1"):format(word), ("  %s' = -%s + 0.1*%s"):format(word, word, w[i % #w + 1])
    end
    return "model M\n  state S = 0.1\n  S' = -S\n" .. table.concat(declared, "\n") .. "\n" .. table.concat(rates, "\n") .. "\nend\n"
  end },
  { "derived quantity", function(w)
    local lines, used = {}, {}
    for i, word in ipairs(w) do lines[i], used[i] = ("  %s = 0.01*sin(S + %d)"):format(word, i), word end
    return "model M\n  state S = 0.1\n" .. table.concat(lines, "\n") .. "\n  S' = -S + " .. table.concat(used, " + ") .. "\nend\n"
  end },
  { "function", function(w)
    local lines, used = {}, {}
    for i, word in ipairs(w) do lines[i], used[i] = ("  %s(u) = 0.01*u"):format(word), word .. "(S)" end
    return "model M\n  state S = 0.1\n" .. table.concat(lines, "\n") .. "\n  S' = -S + " .. table.concat(used, " + ") .. "\nend\n"
  end },
  { "coupling, its parameter and its role", function(w)
    local lines = { "model M\n  state S = 0.1\n  S' = -S" }
    local defs, uses, inputs = {}, {}, {}
    for i, word in ipairs(w) do
      defs[i] = ("coupling %s\n  from S\n  param %s = 0.01\n  pre = S_j\n  post = %s*sum\nend\n"):format(word, word, word)
      uses[i] = ("  coupling %s = %s(S)\n"):format(word, word)
      inputs[i] = word
    end
    return ("model M\n  state S = 0.1\n  input %s\n  S' = -S + %s\nend\n"):format(table.concat(inputs, ", "), table.concat(inputs, " + "))
           .. table.concat(defs) .. "network\n  nodes 2\n  graph weights = ones - eye\n" .. table.concat(uses) .. "end\n"
  end },
}

for _, role in ipairs(roles) do
  local wrong = {}
  for first = 1, #words, 40 do
    local some = {}
    for i = first, math.min(first + 39, #words) do
      if not kept[words[i]] then some[#some + 1] = words[i] end
    end
    local text = role[2](some) .. "simulate heun with dt = 0.1, duration = 1\nobserve m = mean(S)\n"
    for _, engine in ipairs(engines) do
      local code, output = ends(text, engine)
      if code ~= 0 then wrong[#wrong + 1] = ("%s, words from %s on: exit %d\n%s"):format(engine, some[1], code, output) end
      if code ~= 0 and known.A3 then goto next_role end       -- one is enough to know
    end
  end
  ::next_role::
  check("A3", #wrong == 0, ("%d words as %s on %s"):format(#words, role[1], table.concat(engines, ", ")), table.concat(wrong, "\n"))
end

-- ---- A4, E6: size --------------------------------------------------------------

local function ring(states, observations)
  local out = { "model M" }
  local function add(...) out[#out + 1] = string.format(...) end
  for i = 1, states do add("  state x%d = 0.1", i) end
  for i = 1, states do add("  x%d' = -x%d + 0.5*tanh(x%d)", i, i, i % states + 1) end
  add("end\nsimulate euler with dt = 0.1, duration = 0.2")
  for i = 1, observations do add("observe o%d = mean(x%d)", i, (i - 1) % states + 1) end
  return table.concat(out, "\n") .. "\n"
end

for _, engine in ipairs(known.A4 and { "tcc" } or engines) do
  local code, output = ends(ring(2000, 1000), engine)
  check("A4", code == 0, "2000 states and 1000 observations on " .. engine, output)
end

-- Lines of the longest function of the emitted text.
local function longest(states)
  lab.write(ring(states, 1))
  lab.call("emit --kernel model.mass -o size.c")
  local longest, from, line = 0, 0, 0
  for text in (kit.read(lab.home .. "/size.c") or ""):gmatch("([^\n]*)\n") do
    line = line + 1
    if text == "{" then from = line elseif text == "}" then longest = math.max(longest, line - from) end
  end
  return longest
end

do
  local few, many = longest(300), longest(1200)
  check("E6", few > 0 and many <= 1.5*few, "four times the states leave the longest function as it is",
        ("%d and %d lines"):format(few, many))
end

-- ---- A6: memory while compiling --------------------------------------------------

do
  local wrong = {}
  lab.write(ring(2000, 20))
  for kilobytes = 11000, 26000, 750 do
    local output, code = kit.run(("cd %s && bash -c 'ulimit -v %d; exec timeout 60 %s emit --kernel model.mass -o memory.c'")
                                 :format(lab.home, kilobytes, massc))
    local loader = output:find("shared libraries", 1, true) or output:find("failed to map", 1, true)
    if not (code == 0 or code == 3 or loader) then
      wrong[#wrong + 1] = ("%d kB: exit %s: %s"):format(kilobytes, code, output)
    end
  end
  check("A6", #wrong == 0, "2000 states emitted in little memory: exit 0 or 3", table.concat(wrong, "\n"))
end

-- ---- A13: warnings -----------------------------------------------------------------

do
  local loud = {}
  local function quiet(path)
    for _, compiler in ipairs { "gcc", "clang" } do
      local output = kit.has(compiler)
        and kit.run(("%s -std=c99 -Wall -Wextra -pedantic -ffp-contract=off -fsyntax-only %s"):format(compiler, path)) or ""
      if output ~= "" then loud[#loud + 1] = path .. "\n" .. output:sub(1, 400) end
    end
  end
  local sources = kit.files("models/experiments", "%.mass$")
  for _, path in ipairs(kit.files("tests/golden", "%.mass$")) do sources[#sources + 1] = path end
  -- Weights that are numbers in the text.
  sources[#sources + 1] = kit.write(lab.home .. "/written.mass", [=[
model M
  state x = 0.1
  input c
  x' = -x + c
end
network
  nodes 3
  dynamics M
  graph weights = [[0, 0.5, 2], [0.25, 0, 1], [3, 0, 0]]
  coupling c = Linear(x)
end
simulate heun with dt = 0.1 ms, duration = 1 ms
observe m = mean(x)
explore e
  coupling.c.G = grid(0, 1, 2)
end
]=])
  local count = 0
  for _, path in ipairs(sources) do
    for name in ("\n" .. kit.read(path)):gmatch("\nexplore%s+([%w_]+)") do
      count = count + 1
      local out = ("%s/emitted%d.c"):format(lab.home, count)
      local output, code = kit.run(("timeout 60 %s emit --kernel %s %s -o %s"):format(massc, path, name, out))
      if code == 0 then quiet(out) else loud[#loud + 1] = path .. "\n" .. output end
    end
  end
  kit.check(count > 20, "the explorations are found", count)
  check("A13", #loud == 0, "emitted files compile without a warning", table.concat(loud, "\n"))
end

-- ---- E1: what `check` takes, every engine takes ---------------------------------------

local coupled = [[
coupling Late
  from S
  param G = 0.1
  pre  = %s
  post = %s
end
model M
  state S = 0.1
  state W = 0.2
  input c
  S' = -S + c
  W' = S - W
end
network
  nodes 3
  dynamics M
  graph weights = ones - eye
  coupling c = Late(S)%s
end
simulate heun with dt = 0.1, duration = 1
observe m = %s
]]
local taken = {
  { "t in pre", coupled:format("S_j*sin(t)", "G*sum", "", "mean(S)") },
  { "t in post", coupled:format("S_j", "G*sum*exp(-t)", "", "mean(S)") },
  { "a coupling's parameter in a reduction", coupled:format("S_j", "G*sum", " with G = 0.2", "mean(S*coupling.c.G)") },
  { "a coupling's parameter called as a state",
    coupled:gsub("param G", "param W"):format("S_j", "W*sum", "", "mean(S*coupling.c.W + W)") },
  { "initial.S and S in one reduction, initial.S swept",
    coupled:format("S_j", "G*sum", "", "mean(S - initial.S)") .. "explore e\n  initial.S = [0.1, 0.2]\nend\n" },
  { "a stimulus parameter called as a state", [[
model M
  state S = 0.1
  S' = -S
end
network
  stimulus on S = S*pulse(t, 1, 2) with S = 0.5
end
simulate heun with dt = 0.1, duration = 5
observe m = mean(S + stimulus.S)
]] },
}
for _, case in ipairs(taken) do
  for _, engine in ipairs(engines) do
    local code, output = ends(case[2], engine)
    check("E1", code == 0 or code == 1, ("%s, %s"):format(case[1], engine), ("exit %d\n%s"):format(code, output))
  end
end

settle()
kit.finish()
