set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 1
1 0
0 -1
-1 0
END
$curve0_1 << END
0 2
2 0

-2 0
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.15529412
set rmargin at screen 0.7735294
set bmargin at screen 0.16428572
set tmargin at screen 0.95714283
set xrange [-2.12:2.12]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-2.2:2.2]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'V [mV]' at screen 0.46441177, 0.042857144 center
set label 2 'W [mV]' at screen 0.05529412, 0.5607143 center rotate by 90
set key on left top Left reverse noenhanced samplen 1 spacing 1.1 width 0 height 0 at screen 0.7852941, 0.9714286 title 'a [mV]' left
plot $curve0_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' title '-1', \
     $curve0_1 using 1:2 with lines linewidth 1 linecolor rgb '#d55e00' title '2.5'
