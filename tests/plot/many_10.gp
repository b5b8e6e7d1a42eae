---- counts.nc p,q --kind histogram
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
4.2 0.8333333
4.6 0
5 0.8333333
5.4 0
5.8 0.8333333
END
$curve0_1 << END
7.2 0.8333333
7.6 0
8 0.8333333
8.4 0
8.8 0.8333333
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.8147059
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [3.85:9.15]
set format x '%g'
unset logscale x
set xtics 1
set yrange [0:0.875]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 1 'value' at screen 0.49529412, 0.05 center
set label 2 'density [1/mV]' at screen 0.05529412, 0.5708333 center rotate by 90
set key on left top Left reverse noenhanced samplen 1 spacing 1.1 width 0 height 0 at screen 0.8264706, 0.96666664
plot $curve0_0 using 1:2 with boxes fillstyle transparent solid 0.6 border linewidth 0.4 linecolor rgb '#0072b2' title 'p', \
     $curve0_1 using 1:2 with boxes fillstyle transparent solid 0.6 border linewidth 0.4 linecolor rgb '#d55e00' title 'q'
