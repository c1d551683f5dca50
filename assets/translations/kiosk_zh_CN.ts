<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Attract</name>
    <message>
        <source>Your case.
Your design.</source>
        <translation>您的手机壳
您来设计</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>Touch to start</source>
        <translation>触摸开始</translation>
    </message>
</context>
<context>
    <name>ChoosePayment</name>
    <message>
        <source>How will
you pay?</source>
        <translation>请选择
支付方式</translation>
    </message>
    <message>
        <source>Too little
time left</source>
        <translation>剩余时间
不足</translation>
    </message>
    <message>
        <source>Contactless</source>
        <translation>感应支付</translation>
    </message>
    <message>
        <source>Hold your card, phone or watch to the reader</source>
        <translation>将银行卡、手机或手表靠近读卡器</translation>
    </message>
    <message>
        <source>Insert a card</source>
        <translation>插卡支付</translation>
    </message>
    <message>
        <source>Chip on the card first</source>
        <translation>芯片一端先插入</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>Code</name>
    <message>
        <source>Scan with
your phone</source>
        <translation>请用手机
扫码</translation>
    </message>
</context>
<context>
    <name>Confirmed</name>
    <message>
        <source>Paid. Remember
your number</source>
        <translation>支付成功
请记住号码</translation>
    </message>
    <message>
        <source>Your queue number</source>
        <translation>您的排队号</translation>
    </message>
    <message>
        <source>What happens now</source>
        <translation>接下来</translation>
    </message>
    <message>
        <source>Your case is being printed. When your number appears under Ready, collect it.</source>
        <translation>手机壳正在制作。号码出现在“可取件”后，请来取件。</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>Designing</name>
    <message>
        <source>That looks
wonderful!</source>
        <translation>真好看！</translation>
    </message>
    <message>
        <source>Your phone
is connected</source>
        <translation>手机
已连接</translation>
    </message>
    <message>
        <source>Design on
your phone</source>
        <translation>请在手机上
设计</translation>
    </message>
    <message>
        <source>Confirm it on your phone.</source>
        <translation>请在手机上确认。</translation>
    </message>
    <message>
        <source>Choose your model there.</source>
        <translation>请在手机上选择机型。</translation>
    </message>
    <message>
        <source>Your case grows here as you go.</source>
        <translation>您的设计会实时出现在这里。</translation>
    </message>
    <message>
        <source>Your choices appear here.</source>
        <translation>您的选择会显示在这里。</translation>
    </message>
</context>
<context>
    <name>Ended</name>
    <message>
        <source>Scan a new code and design again.</source>
        <translation>请重新扫码，再设计一次。</translation>
    </message>
    <message>
        <source>This order was cancelled.</source>
        <translation>本次订单已取消。</translation>
    </message>
    <message>
        <source>The money went back to your card at once.</source>
        <translation>预授权已立即撤销。</translation>
    </message>
    <message>
        <source>Your time
is up</source>
        <translation>时间到了</translation>
    </message>
    <message>
        <source>Until
next time</source>
        <translation>期待
下次再来</translation>
    </message>
    <message>
        <source>The payment
failed</source>
        <translation>支付
未成功</translation>
    </message>
    <message>
        <source>This order is no longer known here.</source>
        <translation>系统中已没有这笔订单。</translation>
    </message>
    <message>
        <source>Please
begin again</source>
        <translation>请重新开始</translation>
    </message>
    <message>
        <source>Nothing was charged.</source>
        <translation>没有扣款。</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新开始</translation>
    </message>
</context>
<context>
    <name>Fascia</name>
    <message>
        <source>Approves</source>
        <translation>会批准</translation>
    </message>
    <message>
        <source>Declines</source>
        <translation>会拒绝</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>PimpMyCase kiosk %1 · simulation</source>
        <translation>PimpMyCase 自助机 %1 · 模拟</translation>
    </message>
</context>
<context>
    <name>OfflineBanner</name>
    <message>
        <source>No connection at the moment. Nothing is lost, we keep trying.</source>
        <translation>网络暂时中断。数据不会丢失，正在重新连接。</translation>
    </message>
</context>
<context>
    <name>OutOfService</name>
    <message>
        <source>Simulation: %1 doesn&apos;t answer as the guide says.</source>
        <translation>模拟：%1 的应答不符合接口文档。</translation>
    </message>
    <message>
        <source>Simulation: %1 refused to open a session.</source>
        <translation>模拟：%1 拒绝开启会话。</translation>
    </message>
    <message>
        <source>Closed for
a moment</source>
        <translation>暂停服务</translation>
    </message>
    <message>
        <source>It opens again by itself. Nothing was charged.</source>
        <translation>恢复后会自动开放。没有扣款。</translation>
    </message>
    <message>
        <source>Simulation: no backend answers at %1. To start one, type</source>
        <translation>模拟：%1 没有后端应答。启动后端请输入</translation>
    </message>
</context>
<context>
    <name>Pay</name>
    <message>
        <source>One moment</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>Chip first, into the slot of the reader.</source>
        <translation>芯片一端先插入读卡器卡口。</translation>
    </message>
    <message>
        <source>Your card is being read.</source>
        <translation>正在读卡。</translation>
    </message>
    <message>
        <source>You can take your card away.</source>
        <translation>现在可以拿开银行卡。</translation>
    </message>
    <message>
        <source>Your order is on its way to the printer.</source>
        <translation>订单正在送往制作。</translation>
    </message>
    <message>
        <source>Nothing was charged. Choose again how to pay.</source>
        <translation>没有扣款。请重新选择支付方式。</translation>
    </message>
    <message>
        <source>Insert
your card</source>
        <translation>请插入
银行卡</translation>
    </message>
    <message>
        <source>Hold your card
to the reader</source>
        <translation>请将银行卡
靠近读卡器</translation>
    </message>
    <message>
        <source>A phone or a watch will do as well.</source>
        <translation>也可以用手机或手表。</translation>
    </message>
    <message>
        <source>Keep it
quite still</source>
        <translation>请保持
不动</translation>
    </message>
    <message>
        <source>Asking
your bank</source>
        <translation>正在联系
银行</translation>
    </message>
    <message>
        <source>Approved,
thank you</source>
        <translation>授权成功
谢谢</translation>
    </message>
    <message>
        <source>Try another
card, please</source>
        <translation>请换一张卡</translation>
    </message>
    <message>
        <source>This one was declined. Nothing was charged.</source>
        <translation>这张卡被拒绝。没有扣款。</translation>
    </message>
    <message>
        <source>No card
was seen</source>
        <translation>未检测到
银行卡</translation>
    </message>
    <message>
        <source>Your payment
is safe</source>
        <translation>您的付款
很安全</translation>
    </message>
    <message>
        <source>Your order goes out once we&apos;re connected.</source>
        <translation>网络恢复后，订单会自动提交。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Choose again</source>
        <translation>重新选择</translation>
    </message>
</context>
<context>
    <name>QueueStrip</name>
    <message>
        <source>none now</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>制作中</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>可取件</translation>
    </message>
</context>
<context>
    <name>Reader</name>
    <message>
        <source>Choose on the screen</source>
        <translation>请在屏幕上操作</translation>
    </message>
    <message>
        <source>Not in use</source>
        <translation>暂停使用</translation>
    </message>
    <message>
        <source>Insert card</source>
        <translation>请插卡</translation>
    </message>
    <message>
        <source>Present card</source>
        <translation>请出示卡</translation>
    </message>
    <message>
        <source>Keep still</source>
        <translation>请勿移动</translation>
    </message>
    <message>
        <source>Please wait</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>已超时</translation>
    </message>
</context>
<context>
    <name>SimulationCard</name>
    <message>
        <source>Simulation</source>
        <translation>模拟卡</translation>
    </message>
</context>
<context>
    <name>SimulationMark</name>
    <message>
        <source>SIMULATION</source>
        <translation>模拟</translation>
    </message>
    <message>
        <source>Clock frozen</source>
        <translation>时钟已冻结</translation>
    </message>
    <message>
        <source>Clock %1×</source>
        <translation>时钟 %1×</translation>
    </message>
</context>
<context>
    <name>Starting</name>
    <message>
        <source>Your payment
is safe</source>
        <translation>您的付款
很安全</translation>
    </message>
    <message>
        <source>One moment,
please</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>We are looking for your order.</source>
        <translation>正在查询您的订单。</translation>
    </message>
    <message>
        <source>The machine is waking up.</source>
        <translation>机器正在启动。</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Scan</source>
        <translation>扫码</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>设计</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>支付</translation>
    </message>
</context>
<context>
    <name>StillThere</name>
    <message>
        <source>Still there?</source>
        <translation>您还在吗？</translation>
    </message>
    <message>
        <source>Otherwise this screen starts again for the next customer.</source>
        <translation>若无操作，屏幕将为下一位顾客重新开始。</translation>
    </message>
    <message>
        <source>Yes, go on</source>
        <translation>还在，继续</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Too little
time left</source>
        <translation>剩余时间
不足</translation>
    </message>
    <message>
        <source>Love it?
Make it yours.</source>
        <translation>喜欢吗？
带它回家</translation>
    </message>
    <message>
        <source>Printed case</source>
        <translation>定制手机壳</translation>
    </message>
    <message>
        <source>AI enhancement</source>
        <translation>AI 美化</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Pay %1</source>
        <translation>支付 %1</translation>
    </message>
</context>
<context>
    <name>ThankYou</name>
    <message>
        <source>Thank you!</source>
        <translation>谢谢！</translation>
    </message>
    <message>
        <source>Look out for %1 below.</source>
        <translation>请留意下方的 %1。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>TooLate</name>
    <message>
        <source>A payment needs three minutes, and %1 is left. Nothing was charged.</source>
        <translation>支付至少需要三分钟，现在只剩 %1。没有扣款。</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Simulation cards</source>
        <translation>模拟卡</translation>
    </message>
    <message>
        <source>Tap one to pay</source>
        <translation>点一张卡来支付</translation>
    </message>
</context>
</TS>
