@ local outs = map(k.states, function(s) return "d" .. s.plain .. "_" end)
/* ${k.model} at one node: the derivatives of its states. */
@ -- Forced, clang runs out of registers where it has one node but many equations.
${signature("rhs", k.rhs, outs, k.nodes == 1 and "inline" or "INLINE_")}
{
    ${lets(k.rhs)}

@ for i, s in ipairs(k.states) do
    *${outs[i]} = ${k.rhs.outs[i]};
@ end
}

@ if #k.hoist.outs > 0 then
/* What depends on the point alone. */
${signature("hoist", k.hoist, { "out_" })}
{
    ${lets(k.hoist)}

@ for i, text in ipairs(k.hoist.outs) do
    out_[${i - 1}*VECS] = ${text};
@ end
}

@ end
@ if #k.hoist_node.outs > 0 then
/* What depends on the point and the node. */
${signature("hoist_node", k.hoist_node, { "out_" })}
{
    ${lets(k.hoist_node)}

@ for i, text in ipairs(k.hoist_node.outs) do
    out_[${i - 1}*NODES*VECS] = ${text};
@ end
}

@ end
@ if #k.clock.outs > 0 then
/* What depends on the time of a stage, for all nodes alike. */
${signature("timed", k.clock, { "out_" })}
{
    ${lets(k.clock)}

@ for i, text in ipairs(k.clock.outs) do
    out_[${i - 1}*VECS] = ${text};
@ end
}

@ end
@ if k.noise and #k.gains.lines > 0 then
/* What a normal number is multiplied by: sigma*sqrt(dt). */
${signature("gains", k.gains, map(k.gains.outs, function(_, i) return ("g%d_"):format(i - 1) end))}
{
    ${lets(k.gains)}

@ for i, text in ipairs(k.gains.outs) do
    *g${i - 1}_ = ${text};
@ end
}

@ end
/* The state before the first step. */
${signature("initial", k.initial, map(k.states, function(s) return s.plain .. "0_" end))}
{
    ${lets(k.initial)}

@ for i, s in ipairs(k.states) do
    *${s.plain}0_ = ${k.initial.outs[i]};
@ end
}

@ if k.clamps then
static INLINE_ real clamped(real x, num low, num high)
{
    x = at_least(x, lanes(low));
    return at_most(x, lanes(high));
}

@ end
@ if k.wraps then
/* Into [low, high), periodically. */
static INLINE_ real wrapped(real x, num low, num high)
{
    return m_mod(x - low, lanes(high - low)) + low;
}

@ end
