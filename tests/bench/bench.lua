-- bench.lua -- measures massc against hand-written kernels, against itself and against peers; asserts nothing.
--
--   lua5.4 tests/bench/bench.lua [--rows A,B] PROGRAM [PART...]       all parts: machine, hand, peers, cold, threads, memory, start, variants
--
-- Prints a table with a verdict a row and writes out/bench/bench.json. $MASSC_PEERS may name a Python with tvboptim, numba and
-- neurolib (tests/bench/peers.py); without it that part is left out. $MASSC_BENCH_ROUNDS alternating turns, 5 unless
-- said otherwise. docs/performance.md says what the numbers mean. A busy machine spoils all of them but ratios.
package.path = "tests/?.lua;tests/bench/?.lua;" .. package.path
local kit = require "kit"
local ledger = require "ledger"
local versus = require "versus"
local whole = require "whole"
local rows = require "rows"

local options, given = kit.options(arg, { rows = true })
assert(options and given[1], "usage: lua5.4 tests/bench/bench.lua [--rows A,B] PROGRAM [PART...]")
local program = kit.absolute(table.remove(given, 1))
whole.folder = kit.home()

local function is_asked(list, name)
  for _, word in ipairs(list) do
    if word == name then return true end
  end
  return #list == 0
end

local asked = {}
for _, row in ipairs(rows) do
  if is_asked(kit.list(options.rows or ""), row.name) then asked[#asked + 1] = row end
end
local compilers = {}
for _, name in ipairs { "gcc", "clang" } do
  if kit.has(name) then compilers[#compilers + 1] = name end
end

local function machine()
  ledger.part("machine", "one core, medians and bests as tests/bench/machine.c has them", { "value" })
  local text = kit.run("out/tests/bench/machine")
  for name, value in text:gmatch("(%S+) (%S+)\n") do
    ledger.machine[name] = tonumber(value)
    ledger.line(name, { value = tonumber(value) }, tonumber(value), name == "of_ports" and "least", name == "of_ports" and 0.95 or nil)
  end
  ledger.machine.processor = (kit.run("sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1"):gsub("\n", ""))
  ledger.machine.compilers = (kit.run("gcc --version | head -1; clang --version | head -1"):gsub("\n", "; "))
  print(("  %s; %s"):format(ledger.machine.processor, ledger.machine.compilers))
end

local function hand()
  ledger.part("hand", "kernels, one thread, M node-steps/s of the better compiler's; emitted over hand; share of the FMA peak",
              { "hand", "emitted", "ratio", "low", "high", "of peak", "apart", "gcc s", "clang s", "by" })
  for _, row in ipairs(asked) do
    local r, why = versus.row(program, row, compilers)
    if not r then
      ledger.failed(row.name, why)
    else
      local peak = ledger.machine[r.is_single and "fma_f32" or "fma_f64"]
      ledger.line(row.name, { hand = r.hand and r.first, emitted = r.second, ratio = r.ratio, low = r.low, high = r.high, apart = r.apart,
                  by = (r.hand or "") .. "/" .. r.emitted, ["of peak"] = peak and r.cost and r.second*r.cost*1e-3/peak,
                  ["gcc s"] = r.compile_s.gcc, ["clang s"] = r.compile_s.clang, numbers = r.agrees == false and "other" or nil },
                  r.ratio, r.ratio and "least", r.ratio and row.bar)
    end
  end
end

-- The bars of pairs of row, peer and engine.
local bars = {
  ["g2d tvboptim"] = 100, ["g2d numba"] = 1.5, ["g2d tvboptim tcc"] = 5, ["rww76 tvboptim"] = 5, ["rww76 tvboptim tcc"] = 2.5,
  ["rww84_delays tvboptim"] = 20, ["pure jax"] = 0.5,
}

local function peers()
  local python = os.getenv("MASSC_PEERS")
  if not python then return print("\npeers: left out, $MASSC_PEERS names no Python") end
  ledger.part("peers", "warm, two threads, ms of simulating; theirs over massc's, apart: results", { "theirs", "massc", "ratio", "least", "most", "apart" })
  local text = kit.run(("%s tests/bench/peers.py %s . %s"):format(python, program, (options.rows or ""):gsub(",", " ")))
  for line in text:gmatch("[^\n]+") do
    local row, peer, engine, theirs, ours, ratio, least, most, apart = line:match("^(%S+)\t(%S+)\t(%S+)\t(%S+)\t(%S+)\t(%S+)\t(%S+)\t(%S+)\t(%S+)$")
    if row then
      local bar = bars[("%s %s %s"):format(row, peer, engine)] or engine ~= "tcc" and bars[("%s %s"):format(row, peer)]
      ledger.line(("%s/%s/%s"):format(row, peer, engine), { theirs = 1000*theirs, massc = 1000*ours, ratio = tonumber(ratio), least = tonumber(least),
                  most = tonumber(most), apart = apart }, tonumber(ratio), bar and "least", bar or nil)
    elseif line:match("^# ") then
      print("  " .. line)
    end
  end
end

local function variants()
  ledger.part("variants", "kernels of the same workload written otherwise; over the emitted kernel of the row, node-steps/s", { "as written", "variant", "ratio" })
  require("variants").run(program, asked, compilers[1], ledger)
end

kit.run("lua5.4 tests/bench/weights.lua")
local parts = {
  { "machine", machine }, { "hand", hand }, { "peers", peers },
  { "cold", function() whole.cold(program, asked, { "auto", "tcc", table.unpack(compilers) }) end },
  { "threads", function() whole.threads(program, asked, compilers[1] or "tcc") end },
  { "memory", function() whole.memory(program, compilers[1] or "tcc") end },
  { "start", function() whole.start(program) end }, { "variants", variants },
}
for _, part in ipairs(parts) do
  if is_asked(given, part[1]) then part[2]() end
end
kit.run("mkdir -p out/bench")
ledger.write("out/bench/bench.json")
for _, path in ipairs(kit.folders) do kit.run("rm -rf " .. path) end
