/* One step of Euler's method. */
static INLINE_ void step(const struct kernel_job *job, long n, int v)
{
    ${step_pointers({})}

@ if k.coupled then
    couple(job, v, y, c);
@ end
    for (int i = 0; i < NODES; i++) {
        ${gains()}
        ${derivatives("d", "y", "now")}
@ for _, s in ipairs(k.states) do
        const real next_${s.index} = ${noisy(s, ("madd(%s, d_%d, y[AT(%d, i)])"):format(lane(k.h), s.index, s.index))};
@ end
        ${accept()}
    }
    ${after()}
}

