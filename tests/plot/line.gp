set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
-1 0
2.5 1
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.9470588
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-1.105:2.605]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.05:1.05]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 1 'a [mV]' at screen 0.56147057, 0.05 center
set label 2 'mean_V' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
