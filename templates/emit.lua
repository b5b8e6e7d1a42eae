-- emit.lua -- renders the kernel's C text from the plan [k] that emit.c fills in.
--
-- Loaded with two arguments: read(path), which gives the text of a template, and
-- k. Everything a template may call is a function of the environment below.

local read, k = ...

local function module(path)
  return assert(load(read(path), "@templates/" .. path, "t"))()
end

local render = module("render.lua")
local c = module("c.lua")
local map = c.map

local env = { ipairs = ipairs, table = table, k = k, read = read, map = map,
              signature = c.signature, call = c.call, lets = c.lets, tostring = tostring }

function env.include(path)
  return (render.text(read(path), path, env):gsub("\n+$", "\n"))
end

function env.lane(text) return "lanes(" .. text .. ")" end

-- How a call site spells what a part reads: states of array [src] (or locals
-- src0, src1 when it ends in "_") at node [at.node], at stage time [at.time].
function env.reads(src, at)
  at = at or {}
  local node = at.node or "i"
  local function of(array, index, where)
    if array:sub(-1) == "_" then return array .. index end
    return ("%s[AT(%d, %s)]"):format(array, index, where)
  end
  return {
    time = ("t_%s.t"):format(at.time or "now"), moment = "&t_" .. (at.time or "now"), dt = "h",
    graph = "graph", point = "point", held = "held",
    done = "done", tally = "tally", now = at.now, node = tostring(node), sum = at.sum,
    states = function(s) return of(src, s.index, node) end,
    sources = function(s) return of(src, s.index, at.source) end,
    targets = function(s) return of(src, s.index, at.target) end,
    inputs = function(s) return of("c", s.index, node) end,
  }
end

local function union(parts, extra)
  local needs = extra or {}
  for _, p in ipairs(parts) do
    for _, key in ipairs { "graph", "point", "held", "done", "tally", "dt" } do
      needs[key] = needs[key] or p[key]
    end
    needs.moment = needs.moment or p.time or p.moment
  end
  return needs
end

-- Declarations of the arrays that the calls of a function read.
function env.pointers(needs)
  local out = {}
  local function add(text) out[#out + 1] = text end
  if needs.dt then add("const num h = (num)job->dt;") end
  if needs.graph then add("const num *restrict graph = (const num *)job->at[GRAPH];") end
  if needs.point then add("const real *restrict point = (const real *)job->at[SWEPT] + v;") end
  if needs.held then
    add(needs.fills and "real *restrict held = (real *)job->at[HELD] + v;"
        or "const real *restrict held = (const real *)job->at[HELD] + v;")
  end
  if needs.done then
    add(("const real *restrict done = (const real *)job->at[WORK] + %d*VECS + v;"):format(k.work.done))
  end
  if needs.tally then add("const real *restrict tally = (const real *)job->at[TALLY] + v;") end
  if needs.moment then
    add("struct moment t_now;\nmoment(job, (double)(job->first + n + 1 - job->origin), &t_now);")
  end
  return table.concat(out, "\n")
end

-- What depends on time is kept for each stage time: now, half a step on, a step on.
local clocks = { { name = "now", on = "" }, { name = "next", on = " + 1.0" }, { name = "half", on = " + 0.5" } }
local used = { euler = 1, heun = 2, rk4 = 3 }

local function moments()
  local out = { "const double whole_steps = (double)(job->first + n - job->origin);" }
  for i = 1, used[k.scheme] do
    local one = clocks[i]
    out[#out + 1] = ("struct moment t_%s;\nmoment(job, whole_steps%s, &t_%s);"):format(one.name, one.on, one.name)
  end
  return table.concat(out, "\n")
end

local function clock_calls()
  local out = {}
  for i = 1, #k.clock.outs > 0 and used[k.scheme] or 0 do
    local c_ = clocks[i]
    out[#out + 1] = ("real *restrict %s = (real *)job->at[WORK] + %d*VECS + v;")
                    :format(c_.name, k.work.now + (i - 1)*#k.clock.outs)
  end
  for i = 1, #out do
    out[#out + 1] = c.call("timed", k.clock, env.reads("y", { time = clocks[i].name }), { clocks[i].name .. "[0]" })
  end
  return table.concat(out, "\n")
end

local function step_sizes()
  local sizes = { "h = " .. k.h_text }
  if k.scheme ~= "euler" then sizes[#sizes + 1] = "half_h = " .. k.half_h_text end
  if k.scheme == "rk4" then sizes[#sizes + 1] = "sixth_h = " .. k.sixth_h_text end
  return "const num " .. table.concat(sizes, ", ") .. ";"
end

-- What every step begins with; [arrays] names the stage arrays it needs.
function env.step_pointers(arrays)
  local out = { step_sizes() }
  local function add(...) out[#out + 1] = string.format(...) end
  add("real *restrict y = (real *)job->at[STATE] + v;")
  if k.coupled then add("real *restrict c = (real *)job->at[WORK] + v;") end
  for i, name in ipairs(arrays) do
    add("real *restrict %s = (real *)job->at[WORK] + %d*VECS + v;", name,
        k.work.stages + (i - 1)*#k.states*k.nodes)
  end
  local needs = union({ k.rhs, k.gains, k.clock })
  needs.dt = nil
  local timed = needs.moment
  needs.moment = nil
  local rest = env.pointers(needs)
  if rest ~= "" then out[#out + 1] = rest end
  if k.noise and k.noise_lanes then
    add("const real *restrict z = (const real *)job->at[NOISE] + n*%d*VECS + v;", k.noises*k.nodes)
  elseif k.noise then
    add("const num *restrict z = (const num *)job->at[NOISE] + n*%d;", k.noises*k.nodes)
  end
  add("real sick = ((const real *)job->at[DEAD])[v];")
  if timed then add("%s", moments()) end
  if not (k.noise or timed) then add("(void)n;") end
  if #k.clock.outs > 0 then out[#out + 1] = clock_calls() end
  return table.concat(out, "\n")
end

-- Declares d_0, d_1, ... and fills them with the rates at the states of [src].
function env.derivatives(prefix, src, time)
  local names = map(k.states, function(s) return prefix .. "_" .. s.index end)
  return "real " .. table.concat(names, ", ") .. ";\n"
      .. c.call("rhs", k.rhs, env.reads(src, { time = time, now = time }), names)
end

-- [expr] with the noise of state [s] added.
function env.noisy(s, expr)
  if not s.noise then return expr end
  local gain = #k.gains.lines == 0 and k.gains.outs[s.noise + 1] or ("g_" .. s.noise)
  local z = k.noise_lanes and ("z[AT(%d, i)]"):format(s.noise)
      or ("lanes(z[%d*NODES + i])"):format(s.noise)
  return ("madd(%s, %s, %s)"):format(gain, z, expr)
end

-- Gains that are no literals, declared at the head of a node loop.
function env.gains()
  if not k.noise or #k.gains.lines == 0 then return "" end
  local names = map(k.gains.outs, function(_, i) return "g_" .. (i - 1) end)
  return "real " .. table.concat(names, ", ") .. ";\n"
      .. c.call("gains", k.gains, env.reads("y"), names)
end

-- Makes next_0, next_1, ... the state and notes what is not finite, before bounds hide it.
function env.accept()
  local out = {}
  for _, s in ipairs(k.states) do
    local next = "next_" .. s.index
    local b = s.clamp or s.wrap
    out[#out + 1] = ("sick = madd(%s, lanes(%s), sick);"):format(next, k.zero)
    if b then next = ("%s(%s, %s, %s)"):format(s.clamp and "clamped" or "wrapped", next, b[1], b[2]) end
    out[#out + 1] = ("y[AT(%d, i)] = %s;"):format(s.index, next)
  end
  return table.concat(out, "\n")
end

function env.after() return "((real *)job->at[DEAD])[v] = sick;" end

-- One row of a written-out coupling: zero weights vanish, ones are sums.
local function row(i, weights)
  local target, terms, plain = ("sum[%d]"):format(i), {}, true
  for j, w in ipairs(weights) do
    if w.value ~= 0 then
      terms[#terms + 1] = { x = "x" .. (j - 1), w = w }
      plain = plain and w.value == 1
    end
  end
  if #terms == 0 then return ("%s = lanes(%s);"):format(target, k.zero) end
  if plain then return c.wrap(target .. " = ", { table.concat(map(terms, function(t) return t.x end), " + ") }, ";", 4) end
  local out = {}
  for n, t in ipairs(terms) do
    out[n] = n == 1 and ("%s = %s*%s;"):format(target, t.w.text, t.x)
        or ("%s = madd(lanes(%s), %s, %s);"):format(target, t.w.text, t.x, target)
  end
  return table.concat(out, "\n")
end

local couple_parts, couple_needs = {}, {}
for _, q in ipairs(k.couplings) do
  couple_parts[#couple_parts + 1] = q.pre
  couple_parts[#couple_parts + 1] = q.post
  couple_needs.graph = couple_needs.graph or q.kind == "fixed"
  couple_needs.point = couple_needs.point or q.kind == "swept"
  function q.weight(i, j)
    if q.kind == "fixed" then return ("lanes(graph[%d + %s*NODES + %s])"):format(q.at, i, j) end
    return ("point[(%d + %s*NODES + %s)*VECS]"):format(q.at, i, j)
  end
  if q.kind == "unrolled" then q.rows = map(q.weights, function(w, i) return row(i - 1, w) end) end
end
k.couple_needs = union(couple_parts, couple_needs)

if k.dynamics then
  k.h, k.half_h, k.sixth_h = "h", "half_h", "sixth_h"
  k.start_needs = union({ k.hoist, k.hoist_node, k.initial })
  k.start_needs.fills = true
  k.start_needs.held = k.start_needs.held or #k.hoist.outs + #k.hoist_node.outs > 0
end
if k.sample then
  k.observe_needs = union({ k.sample })
end
k.finish_needs = union({ k.results, k.node_results })

-- Sums of a time and its nodes, and what else looks at the number of the step.
k.sums = {}
for _, t in ipairs(k.tallies) do
  if t.kind == "sum" or t.kind == "spread" then k.sums[#k.sums + 1] = t end
  if t.kind == "first" then k.firsts = true end
end
k.counts_steps = k.firsts or #k.sums > 0

-- The rows of the table of buffers; those without a number are left out.
local lanes, nodes, both = "OVER(0)", "OVER(1)", "OVER(0) | OVER(1)"
k.buffers = {}
local function buffer(name, life, over, slots, clock, rows)
  if slots == 0 and life ~= "OUTPUT" then return end
  k.buffers[#k.buffers + 1] = { name = name, row = ('{ "%s", %s, %s, %d, %s, %d, REAL }'):format(name, life, over, slots, clock, rows or 1) }
end
buffer("swept", "INPUT", lanes, k.points, "POINT")
buffer("graph", "INPUT", "0", k.graph_slots, "FIXED")
buffer("noise", "INPUT", k.noise_lanes and both or nodes, k.noises, "STEP", 0)
if k.dynamics then
  buffer("state", "LIVE", both, #k.states, "STEP")
  buffer("dead", "LIVE", lanes, 1, "STEP")
  buffer("tally", "LIVE", lanes, k.tally_slots, "STEP")
  buffer("held", "LIVE", lanes, k.held_slots, "POINT")
  buffer("work", "SCRATCH", lanes, k.work.size, "STEP")
end
buffer("result", "OUTPUT", lanes, k.result_slots, "END")

k.timed = k.dynamics and union({ k.rhs, k.gains, k.clock, k.sample }).moment

local function facts()
  local lines = { c.fact("model", k.facts.model), c.fact("states", k.facts.states),
                  c.fact("swept", k.facts.swept), c.fact("fixed", k.facts.fixed),
                  c.fact("solver", k.facts.solver), c.fact("noise", k.facts.noise),
                  c.fact("observed", k.facts.observed) }
  local out = {}
  for _, l in ipairs(lines) do if l ~= "" then out[#out + 1] = l end end
  return table.concat(out, "\n")
end
env.facts = facts()

if k.noise then table.insert(k.calls, "m_normal") end
local folder = k.bytes == 4 and "f32" or "f64"
env.math = c.math(map(k.calls, function(name) return (name:gsub("^m_", "")) end), folder, read)

-- Runs of blank lines, and blank lines at the ends of braces, come from empty
-- holes. The patterns begin with a newline: on C text that is much the fastest.
local text = env.include("kernel.c.t")
text = text:gsub("\n[ \t]+%f[\n]", "\n"):gsub("\n\n\n+", "\n\n")
return (text:gsub("\n\n(%s*})", "\n%1"):gsub("{\n\n", "{\n"))
