-- greek.lua -- names in Greek letters: the same experiment under other names.
--
--   lua5.4 tests/greek.lua out/massc
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local lab = require "lab" (arg[1])
kit.uses("tests/greek.lua")

-- <a b> is b where names are Greek, else a.
local text = [[
model <Gamma Γ>
  state <phi φ> = 1 [mV] ~ Uniform(0, 1) "angle"
  state <w tau> = 1
  param <tau_m τ_m> = 10 [ms] in [1, 20]
  param <mu μ> = 2 [mV]
  param <Delta Δ> = 1
  param tau = 5 [ms]
  param <tau_ τ> = 3 [ms]
  input <eta η> from <phi φ> [mV]
  <sigma σ>(<nu ν>) = 1/(1 + exp(-<nu ν>/<Delta Δ>))
  <rate ρ> = 1000*<sigma σ>(<phi φ>/1 mV)*<Delta Δ>
  <phi φ>' = (<mu μ> - <phi φ> + <eta η>)/<tau_m τ_m>
  <w tau>' = -<w tau>/tau - <w tau>/<tau_ τ>
  watch <rate ρ>
end
coupling <Kappa Κ>
  from <theta θ>
  param <gamma γ> = 0.1
  pre = <theta_j θ_j>
  post = <gamma γ>*sum
end
network
  nodes 2
  dynamics <Gamma Γ> with <mu μ> = 3 [mV]
  graph weights = ones
  coupling <eta η> = <Kappa Κ>(<phi φ>)
  noise additive on <phi φ> with sigma = 0.1 [mV/sqrt(ms)], key = 3
end
simulate heun with dt = 0.1 ms, duration = 10 ms
observe <mean_phi μ_φ> = mean(<phi φ>)
observe <last_rate ρ_1> = last(<rate ρ>)
record <phi φ>, <w tau> every 1 ms
explore <sweep e>
  dynamics.<tau_m τ_m> = [5, 10]
  coupling.<eta η>.<gamma γ> = [0.1, 0.2]
  initial.<phi φ> = 2
end
]]
-- A parameter may not be called as a state: in the Greek text the state w is tau, and the parameter tau is ζ.
local latin = text:gsub("<(%S+) %S+>", "%1"):gsub("explore sweep", "explore e")
local greek = text:gsub("param tau =", "param ζ ="):gsub("/tau %-", "/ζ -"):gsub("<%S+ (%S+)>", "%1")

local function bodies(name)
  return ((kit.read(lab.home .. "/out/" .. name) or ""):gsub("^[^\n]*\n", ""))
end

for _, engine in ipairs { "tcc", "gcc", "clang" } do
  if engine == "tcc" or kit.has(engine) then
    lab.engine = engine
    local _, output, code = lab.run(latin)
    local rows, series = bodies "e.csv", bodies "e.results.csv"
    local _, other, again = lab.run(greek)
    kit.check(code == 0 and again == 0 and #rows > 100 and #series > 1000, engine .. ": both run", output .. other)
    kit.same(bodies "e.csv", rows, engine .. ": the same table")
    kit.same(bodies "e.results.csv", series, engine .. ": the same series")
  end
end
lab.engine = "tcc"
kit.same(lab.csv():match("^[^\n]*"), "dynamics.τ_m,coupling.η.γ,μ_φ,ρ_1,status", "columns keep the letters")
kit.same((kit.read(lab.home .. "/out/e.results.csv") or ""):match("^[^\n]*"), "dynamics.τ_m,coupling.η.γ,time,node,φ,tau", "and so do series")
lab.says("what is shown", 0, { "\n  τ_m  10", "σ(ν) = ", "η  from φ  mV" }, "show model.mass")
lab.says("the kernel spells them", 0, { "tau_m", "mu", "const real phi" }, "emit --kernel model.mass e")
lab.says("the tree is read again", 0, { "  param τ_m = 10 [ms] in [1, 20]" }, "run model.mass --dump ast")
local tree = lab.call("run model.mass --dump ast")
kit.write(lab.home .. "/tree.mass", tree)
kit.same(lab.call("run tree.mass --dump ast"), tree, "as the same tree")
lab.says("options", 0, { "1 2.0 0.1 " }, "run model.mass --no-files --quiet --axis 'τ_m=[1,2]' --axis 'η.γ=[0.1]' --set 'Δ=2' | tr -s ' '")
lab.says("a name spelt", 1, { "unknown quantity 'mu'; did you mean 'μ'?" }, "run model.mass --set mu=3")
lab.says("with its owner", 1, { "unknown quantity 'dynamics.tau_m'; did you mean 'dynamics.τ_m'?" }, "run model.mass --set dynamics.tau_m=3")
lab.says("the run again", 0, {}, "run --from out/e.nc --quiet --out again")
kit.same(kit.read(lab.home .. "/again/e.csv"), lab.csv(), "gives the same bytes")

-- Every letter; those of fonts and units are the same letter.
local all, sum, total = {}, {}, 0
for code = 0x391, 0x3c9 do
  if code ~= 0x3a2 and (code <= 0x3a9 or code >= 0x3b1) and code ~= 0x3c0 then
    local letter = utf8.char(code)
    total = total + #all + 1
    all[#all + 1] = ("  param %s = %d\n"):format(letter, #all + 1)
    sum[#sum + 1] = letter
  end
end
lab.gives("each letter is a name", "model M\n" .. table.concat(all) .. "  state x = 0\n  x' = 0*x + " .. table.concat(sum, " + ")
          .. "\nend\nsimulate euler with dt = 1, duration = 1\nobserve y = last(x)\nexplore e\nend\n", "y", { total })
lab.gives("one letter in two forms", "model M\n  param µ = 1\n  param ϕ = 2\n  param ϵ = 3\n  param Ω = 4\n  param ϑ = 5\n  param ∆ = 6\n  state x = 0\n"
          .. "  x' = μ + 10*φ + 100*ε + 1000*Ω + 10000*θ + 100000*Δ\nend\nsimulate euler with dt = 1, duration = 1\nobserve y = last(x)\nexplore e\nend\n",
          "y", { 654321 })
lab.gives("pi and units stay what they are", "model M\n  param μ = 2\n  param τ = 3 µs\n  state x = 0\n  x' = 2·π + 0*μ + 0*τ\nend\n"
          .. "simulate euler with dt = 1, duration = 1\nobserve y = last(x)\nobserve z = τ\nexplore e\nend\n", "y", { 2*math.pi })
kit.finish()
