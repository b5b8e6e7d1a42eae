-- run.lua -- experiments: their spaces, runs over spaces of Lua, results.
local function fails(text, f, ...)
  local ok, why = pcall(f, ...)
  assert(not ok and why:find(text, 1, true), ("expected '%s', got '%s'"):format(text, tostring(why)))
end

-- Two results, bit for bit; columns of keys and arrays too.
local function same(x, y)
  if type(x) ~= "table" then return x == y or (x ~= x and y ~= y) end
  for i = 1, math.max(#x, #y) do
    if not same(x[i], y[i]) then return false end
  end
  return true
end
local function equal(a, b)
  assert(#a == #b and #a > 0 and table.concat(a.columns, " ") == table.concat(b.columns, " "))
  for _, name in ipairs(a.columns) do assert(same(a:column(name), b:column(name)), name) end
end

warn("@off")
local folder = "models/experiments/"
local quiet = { quiet = true }

-- an exploration by name
local sweep = massc.load(folder .. "rww_g_sweep.mass")
assert(sweep.name == "rww_g_sweep" and sweep.path == folder .. "rww_g_sweep.mass" and sweep.precision == "single")
assert(table.concat(sweep.explorations, " ") == "g_sweep" and sweep.warnings == "")
local g_sweep = sweep:run("g_sweep", quiet)
for i, want in ipairs { 0.101733, 0.105092, 0.110537, 0.118753, 0.130028, 0.144003, 0.160107, 0.177952 } do
  assert(math.abs(g_sweep.mean_S[i] - want) <= 1.5e-6)
end
assert(g_sweep.name == "g_sweep" and g_sweep.status[8] == 0 and math.type(g_sweep.status[8]) == "integer")
equal(g_sweep, sweep:run())
equal(g_sweep, sweep:run{ engine = "tcc", threads = 1 })
equal(g_sweep, massc.load(folder .. "rww_g_sweep"):run("g_sweep"))

-- the same space, made here
equal(g_sweep, sweep:run(massc.space{ coupling = { instant = { G = massc.grid(0.1, 1.0, 8) } } }, quiet))
equal(g_sweep, sweep:run(sweep:space()))
local rww = massc.load(folder .. "rww_explorations.mass")
local mixed = rww:run("mixed", quiet)
assert(math.abs(mixed["coupling.instant.G"][4] - 0.138849) < 1e-6 and math.abs(mixed.std_S[12] - 0.008609) < 1.5e-6)
local prior = massc.space{
  coupling = { instant = { G = massc.Beta(2, 5, {n = 4}) } },
  noise    = { sigma = massc.list{1e-4, 5e-4, 1e-3} },
}
equal(mixed, rww:run(prior, {explore = "mixed"}))
equal(mixed, rww:run(rww:space("mixed")))
equal(rww:run("g_sigma"), rww:run(massc.space{
  ["coupling.instant.G"] = massc.grid(0.1, 1.0, 8), ["noise.sigma"] = massc.grid(1e-4, 5e-3, 4) }, {explore = "g_sigma"}))
equal(rww:run("noise_seeds"), rww:run(massc.space{
  coupling = { instant = { G = massc.grid(0.3, 1.5, 8) } }, noise = { key = massc.split(0, 8) } }))

-- standing alone, only what is observed at top level is there
assert(table.concat(rww:run(prior).columns, " ") == "coupling.instant.G noise.sigma mean_S status")

-- slices
local part = rww:run(prior:slice(1, nil, 4), {explore = "mixed"})
assert(#part == 3)
for i = 1, 3 do
  for _, name in ipairs(part.columns) do assert(part[i][name] == mixed[4*i - 2][name]) end
end
local back = rww:run(rww:space("mixed"):slice(nil, nil, -1))
assert(#back == 12 and back.std_S[1] == mixed.std_S[12] and back.std_S[12] == mixed.std_S[1])

-- groups with any label, zip, sorted order, trials
local grouped = massc.space({
  ["coupling.instant.G"] = massc.list({0.1, 0.2, 0.3}, {group = "any label, really"}),
  ["dynamics.w"] = massc.list({0.5, 0.6, 0.7}, {group = "any label, really"}),
  ["noise.sigma"] = massc.grid(0, 1e-3, 2),
}, {sorted = true})
local g = rww:run(grouped)
assert(#g == 6 and math.abs(g["dynamics.w"][3] - 0.6) < 1e-7 and math.abs(g["coupling.instant.G"][3] - 0.2) < 1e-7)
for i, p in grouped:points() do assert(math.abs(g["noise.sigma"][i] - p.noise.sigma) < 1e-9) end
local z = rww:run(massc.space({ ["coupling.instant.G"] = massc.grid(0.1, 1, 3), ["noise.sigma"] = massc.grid(0, 1e-3, 3) }, {mode = "zip"}))
assert(#z == 3)
local node = rww:run(massc.space{ ["dynamics.w"] = massc.Normal(0.6, 0.01, {n = 2, shape = 8}) })
assert(#node["dynamics.w"][2] == 8 and node["dynamics.w"][1][1] ~= node["dynamics.w"][1][2])

-- precision: the file's, unless the space or the run says otherwise
local G = { coupling = { instant = { G = massc.Beta(2, 5, {n = 4}) } } }
local single, double = massc.space(G, {precision = "single"}), massc.space(G, {precision = "double"})
assert(rww:run(massc.space(G))["coupling.instant.G"][1] == single[1].coupling.instant.G)
assert(rww:run(double)["coupling.instant.G"][1] == double[1].coupling.instant.G)
assert(rww:run(massc.space(G), {real = "f64"})["coupling.instant.G"][1] == double[1].coupling.instant.G)
fails("leave out one", rww.run, rww, double, {real = "f32"})

-- settings, keys, fixed leaves
local louder = sweep:run{ set = { ["noise.sigma"] = 0.01, ["simulate.dt"] = "0.05 ms", ["dynamics.w"] = 0.6 } }
assert(louder.std_S[1] > g_sweep.std_S[1])
local fixed = massc.space{ coupling = { instant = { G = massc.grid(0.1, 1.0, 8) } }, noise = { sigma = 0 } }
equal(sweep:run(fixed), sweep:run{ set = { ["noise.sigma"] = 0 } })
equal(sweep:run(fixed, {set = { ["noise.sigma"] = 1e-3 }}), g_sweep)
local other = rww:run("mixed", {key = 5})
assert(other["coupling.instant.G"][1] ~= mixed["coupling.instant.G"][1])
equal(other, rww:run(massc.space({ coupling = G.coupling, noise = { sigma = massc.list{1e-4, 5e-4, 1e-3} } }, {key = 5}),
                     {explore = "mixed"}))
local weights = {}
for i = 1, 8 do
  weights[i] = {}
  for j = 1, 8 do weights[i][j] = i == j and 0 or 1 end
end
equal(g_sweep, sweep:run{ set = { ["graph.weights"] = weights } })

-- experiments without dynamics, parameters that have an axis in the file
local spaces = massc.load(folder .. "spaces.mass")
local preview = spaces:space("preview")
assert(preview[2].fixed_param == 42 and ("%.4f"):format(preview[2].noise_level) == "0.0876" and #preview == 12)
local demo = massc.space({ coupling = massc.grid(0, 1, 6), noise = massc.uniform(0.01, 0.1, 6), threshold = 0.5 },
                         {mode = "zip", key = 42})
equal(spaces:run("demo"), spaces:run(demo, {explore = "demo"}))
local constant = spaces:run(massc.space{ coupling = massc.grid(0, 1, 3), noise = 2 }, {explore = "demo"})
assert(constant.activity[3] == 4)
fails("does not say what 'noise' is", spaces.run, spaces, massc.space{ coupling = massc.grid(0, 1, 3) }, {explore = "demo"})
assert(spaces:space("distributions"):to_table().rows == 1000 and #spaces:space("shapes")[1].independent[1] == 4)

-- what an exploration sets and draws for its trials stays, unless the space says otherwise
local oscillator = massc.load(folder .. "oscillator.mass")
local trials = oscillator:space("trials")
assert(#trials == 10 and trials[2].trial == 1 and trials[2].initial.W == 0)
equal(oscillator:run("trials"), oscillator:run(trials))
local some = oscillator:run(trials:slice(3, 5))
assert(#some == 2 and some.trial[1] == 3 and some.mean_V[2] == oscillator:run("trials").mean_V[5])
local crossed = oscillator:run(massc.space({ ["initial.W"] = massc.list{0, 0.5} }, {trials = 10}), {explore = "trials"})
assert(#crossed == 20 and crossed.mean_V[3] == oscillator:run("trials").mean_V[3])
equal(oscillator:run("ab_grid"), oscillator:run(oscillator:space("ab_grid")))

-- files
local out = os.tmpname()
os.remove(out)
sweep:run("g_sweep", { out = out, quiet = true })
local csv = assert(io.open(out .. "/g_sweep.csv"))
assert(csv:read("l") == "coupling.instant.G,mean_S,std_S,status")
csv:close()
sweep:run(sweep:space():slice(-2), { out = out })
local lines = 0
for _ in io.lines(out .. "/g_sweep.csv") do lines = lines + 1 end
assert(lines == 3)
for _, name in ipairs { "/g_sweep.csv", "/g_sweep.nc", "" } do os.remove(out .. name) end

-- what is wrong
local grid = massc.grid(0, 1, 3)
local function over(tree, options) return pcall(rww.run, rww, massc.space(tree), options) end
local _, why = over{ coupling = { instant = { g = grid } } }
assert(why:find("space:2:1: error: unknown quantity 'coupling.instant.g'; did you mean 'coupling.instant.G'?", 1, true), why)
assert(why:find("    2 | coupling.instant.g = grid(0, 1, 3)\n      | ^~~~", 1, true), why)
local short = rww:run(massc.space{ G = massc.Beta(2, 5, {n = 4}), sigma = massc.list{1e-4, 5e-4, 1e-3} }, {explore = "mixed"})
assert(short.columns[1] == "G" and same(short.G, mixed["coupling.instant.G"]) and same(short.mean_S, mixed.mean_S))
_, why = over{ w = massc.Normal(0.6, 0.01, {n = 2}), ["coupling.instant.G"] = grid, ["initial.S"] = massc.uniform(0, 1, 2) }
assert(why:find("would draw in another order", 1, true), why)
_, why = over{ ["noise.sigma"] = massc.grid(-1, 1, 3) }
assert(why:find("noise.sigma must be 0 or more", 1, true), why)
_, why = over{ ["noise.key"] = grid }
assert(why:find("noise.key takes keys", 1, true), why)
_, why = over{ ["coupling.instant.G"] = massc.grid(0, 1, 3, {shape = 7}) }
assert(why:find("one for each of 8 nodes; got 7", 1, true), why)
_, why = over({ ["coupling.instant.G"] = grid, ["noise.sigm"] = 1 })
assert(why:find("unknown quantity 'noise.sigm'", 1, true), why)
_, why = over({ ["coupling.instant.G"] = grid, label = true })
assert(why:find("'label' cannot be set to a boolean", 1, true), why)
_, why = over({ ["coupling.instant.G"] = grid }, {explore = "mixd"})
assert(why:find("no exploration 'mixd'; did you mean 'mixed'?", 1, true), why)
_, why = over{ ["bad name"] = grid }
assert(why:find("space:2:", 1, true), why)
fails("no exploration 'g_sigm'; did you mean 'g_sigma'?", rww.run, rww, "g_sigm")
fails("has 4 explorations; name one: " .. table.concat(rww.explorations, ", ", 1, 3) .. " and " .. rww.explorations[4], rww.run, rww)
fails("has 4 explorations", rww.space, rww)
fails("the name of an exploration or a space expected", rww.run, rww, 3)
fails("unknown option 'engin'; did you mean 'engine'?", rww.run, rww, "mixed", {engin = "tcc"})
fails("'engine' takes auto, tcc, gcc or clang, not 'icc'", rww.run, rww, "mixed", {engine = "icc"})
fails("'real' takes f32 or f64, not 'single'", rww.run, rww, "mixed", {real = "single"})
fails("1 to 1024", rww.run, rww, "mixed", {threads = -1})
fails("goes with a space", rww.run, rww, "mixed", {explore = "mixed"})
fails("a setting has a name", rww.run, rww, "mixed", {set = {1}})
fails("cannot be set to a table", rww.run, rww, "mixed", {set = {a = {{{{{1}}}}}}})
fails("nowhere", massc.load, "nowhere.mass")
fails("/dev/full", rww.run, rww, "mixed", {out = "/dev/full"})
local bad = os.tmpname()
local file = assert(io.open(bad, "w"))
file:write("modle X\n  state S = 1\nend\n")
file:close()
fails(bad .. " has errors\n" .. bad .. ":1:1: error: ", massc.load, bad)
os.remove(bad)

fails("an experiment has no 'rum'; did you mean 'run'?", function() sweep:rum() end)
fails("an experiment has no 'warning'; did you mean 'warnings'?", function() return sweep.warning end)

-- nested names and slices of results
assert(g_sweep.coupling.instant.G[8] == g_sweep["coupling.instant.G"][8])
assert(g_sweep[-1].coupling.instant.G == g_sweep["coupling.instant.G"][8] and g_sweep["coupling.instant"].G[1] > 0)
assert(#mixed:slice(nil, nil, 3) == 4 and mixed:slice(nil, nil, 3).std_S[4] == mixed.std_S[10])
fails("a result has no 'coupling.delayed'", function() return g_sweep["coupling.delayed"] end)
fails("a result has no 'prnt'; did you mean 'print'?", function() g_sweep:prnt() end)

-- results outlive what made them
do
  local kept = massc.load(folder .. "rww_g_sweep.mass"):run()
  local space = massc.load(folder .. "rww_explorations.mass"):space("mixed")
  collectgarbage() collectgarbage()
  assert(kept.mean_S[1] == g_sweep.mean_S[1] and kept[-1].std_S == g_sweep.std_S[8])
  assert(#space == 12 and space[1].noise.sigma > 0)
end

-- a text is what its file is, over a space and to files, too
do
  local file = assert(io.open(folder .. "rww_g_sweep.mass"))
  local text = file:read("a")
  file:close()
  local written = massc.compile(text)
  equal(written:run(quiet), g_sweep)
  equal(written:run(written:space("g_sweep"):slice(2, 5), quiet), g_sweep:slice(2, 5))
  fails("<text> has errors\n<text>:1:1: error: ", massc.compile, "modle X\n  state S = 1\nend\n")
  fails("'<text>' is empty", massc.compile, "")
  fails("stray byte 0x00", massc.compile, "model M\0\nend\n")
  fails("string expected, got no value", massc.compile)
end
