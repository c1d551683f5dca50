<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Header</name>
    <message>
        <source>Language of this window</source>
        <translation>窗口语言</translation>
    </message>
    <message>
        <source>Other stations see this one as {name}</source>
        <translation>其他打印站看到的名称：{name}</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>A paused station starts no new case</source>
        <translation>暂停后打印站不再开始新的手机壳</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>The press works on {number} all the same. Its status is sent when the backend is back.</source>
        <translation>打印机继续处理 {number}。后端恢复后会补发状态。</translation>
    </message>
    <message>
        <source>Start it with this command, or start the station with --backend and its address.</source>
        <translation>用右侧命令启动后端，或用 --backend 加地址启动打印站。</translation>
    </message>
    <message>
        <source>No backend answers at {address}</source>
        <translation>{address} 没有后端应答</translation>
    </message>
    <message>
        <source>The backend at {address} fails</source>
        <translation>{address} 的后端出错</translation>
    </message>
    <message>
        <source>Look at its own messages. The station tries again by itself.</source>
        <translation>请查看后端自己的提示。打印站会自动重试。</translation>
    </message>
    <message>
        <source>This server lists no orders</source>
        <translation>这台服务器不提供订单列表</translation>
    </message>
    <message>
        <source>The documented API has no list of orders and no claim: a station can&apos;t know what to print.</source>
        <translation>文档中的接口没有订单列表，也没有认领功能：打印站无法知道该打印什么。</translation>
    </message>
    <message>
        <source>The lab at {address} doesn&apos;t let this station in</source>
        <translation>{address} 的演练室不允许本打印站接入</translation>
    </message>
    <message>
        <source>Start backend and station on this computer as the same user.</source>
        <translation>请在这台电脑上用同一用户启动后端和打印站。</translation>
    </message>
    <message>
        <source>The backend knows no equipment {name}</source>
        <translation>后端没有设备 {name}</translation>
    </message>
    <message>
        <source>Start the station as equipment that it knows.</source>
        <translation>请用后端已登记的设备启动打印站。</translation>
    </message>
    <message>
        <source>Looking for the backend</source>
        <translation>正在寻找后端</translation>
    </message>
    <message>
        <source>At {address}</source>
        <translation>地址 {address}</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Somebody cancelled {number} while the press worked on it</source>
        <translation>打印机正在处理 {number} 时，订单已取消</translation>
    </message>
    <message>
        <source>The press has stopped. Take the case out and scrap it.</source>
        <translation>打印机已停止。请取出手机壳并报废。</translation>
    </message>
    <message>
        <source>The backend refused the status of {number}</source>
        <translation>后端不接受 {number} 的状态</translation>
    </message>
    <message>
        <source>It says: {sentence}</source>
        <translation>后端说明：{sentence}</translation>
    </message>
    <message>
        <source>Another station has taken {number}</source>
        <translation>{number} 已被另一台打印站接手</translation>
    </message>
    <message>
        <source>This station had it in hand before its restart. The lab says: {sentence}</source>
        <translation>本打印站重启前正在处理它。演练室说明：{sentence}</translation>
    </message>
    <message>
        <source>{number} no longer exists</source>
        <translation>{number} 已不存在</translation>
    </message>
    <message>
        <source>The lab was reset while this station worked on it. Scrap the case.</source>
        <translation>处理期间演练室被重置。请报废这个手机壳。</translation>
    </message>
    <message>
        <source>Paused: no new case is started</source>
        <translation>已暂停：不再开始新的手机壳</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Load blanks for {model}</source>
        <translation>请补充空白壳：{model}</translation>
    </message>
    <message>
        <source>None is left. Orders that wait for it: {count}</source>
        <translation>已用完。等待它的订单：{count}</translation>
    </message>
    <message>
        <source>Another station holds {number}</source>
        <translation>{number} 由另一台打印站占用</translation>
    </message>
    <message>
        <source>{station} prints it. This station takes the other orders.</source>
        <translation>由 {station} 打印。本打印站处理其他订单。</translation>
    </message>
    <message>
        <source>Printing {number}</source>
        <translation>打印中：{number}</translation>
    </message>
    <message>
        <source>Ready to print</source>
        <translation>可以打印</translation>
    </message>
    <message>
        <source>Nothing needs you now.</source>
        <translation>现在无需处理。</translation>
    </message>
    <message>
        <source>No other order waits.</source>
        <translation>没有其他订单在等待。</translation>
    </message>
    <message>
        <source>Orders that wait: {count}</source>
        <translation>等待中的订单：{count}</translation>
    </message>
</context>
<context>
    <name>OrderPanel</name>
    <message>
        <source>Choose an order in the queue to see its artwork and details.</source>
        <translation>在队列中选择一个订单，即可查看图案和详情。</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Order {number}</source>
        <translation>订单 {number}</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Why it waits</source>
        <translation>等待原因</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>型号</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Text on it</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Kiosk</source>
        <translation>自助售卖机</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>付款时间</translation>
    </message>
    <message>
        <source>Print started</source>
        <translation>开始打印</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>已完成</translation>
    </message>
</context>
<context>
    <name>PressPanel</name>
    <message>
        <source>Press</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Speed of the press</source>
        <translation>打印机速度</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message>
        <source>{time} a case</source>
        <translation>每个 {time}</translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>Number</source>
        <translation>排队号</translation>
    </message>
    <message>
        <source>Kiosk</source>
        <translation>自助售卖机</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>型号</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Progress, why it waits</source>
        <translation>进度、等待原因</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Print queue</source>
        <translation>打印队列</translation>
    </message>
    <message>
        <source>Orders appear here when a shopper has paid.</source>
        <translation>顾客付款后，订单会出现在这里。</translation>
    </message>
    <message>
        <source>{waiting} waiting, {done} completed</source>
        <translation>待打印 {waiting}，已完成 {done}</translation>
    </message>
</context>
<context>
    <name>SimulationMark</name>
    <message>
        <source>SIMULATION</source>
        <translation>模拟</translation>
    </message>
</context>
<context>
    <name>StationWindow</name>
    <message>
        <source>Print station · simulation</source>
        <translation>打印站 · 模拟</translation>
    </message>
</context>
<context>
    <name>StockModel</name>
    <message>
        <source>Model</source>
        <translation>型号</translation>
    </message>
    <message>
        <source>On hand</source>
        <translation>在库</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>已预留</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>Blanks on this station&apos;s shelf</source>
        <translation>本打印站货架上的空白壳</translation>
    </message>
    <message>
        <source>Held for sessions and orders, at all stations together</source>
        <translation>为会话和订单保留的数量，所有打印站合计</translation>
    </message>
    <message>
        <source>What can still be sold, from all stations together</source>
        <translation>还可出售的数量，所有打印站合计</translation>
    </message>
</context>
<context>
    <name>StockPanel</name>
    <message>
        <source>Stock of blanks</source>
        <translation>空白壳库存</translation>
    </message>
    <message>
        <source>Stock appears here when the backend answers.</source>
        <translation>后端应答后，这里会显示库存。</translation>
    </message>
    <message>
        <source>Low: {count}</source>
        <translation>不足：{count} 种</translation>
    </message>
    <message>
        <source>Low means {count} or fewer</source>
        <translation>不超过 {count} 个即为不足</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Waiting</source>
        <translation>待打印</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>打印中</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>已打印</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Ready for the next case</source>
        <translation>就绪，等待下一个手机壳</translation>
    </message>
    <message>
        <source>Loading the blank</source>
        <translation>装入空白壳</translation>
    </message>
    <message>
        <source>Printing white</source>
        <translation>打印中：白墨</translation>
    </message>
    <message>
        <source>Printing colour</source>
        <translation>打印中：彩墨</translation>
    </message>
    <message>
        <source>Applying varnish</source>
        <translation>上光油</translation>
    </message>
    <message>
        <source>Curing with UV light</source>
        <translation>紫外光固化</translation>
    </message>
    <message>
        <source>Unloading the case</source>
        <translation>取出手机壳</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>打印完毕</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Not reachable</source>
        <translation>无法连接</translation>
    </message>
    <message>
        <source>Answers with errors</source>
        <translation>应答出错</translation>
    </message>
    <message>
        <source>No lab there</source>
        <translation>没有演练接口</translation>
    </message>
    <message>
        <source>Not let in</source>
        <translation>未获准接入</translation>
    </message>
    <message>
        <source>Equipment unknown</source>
        <translation>设备未知</translation>
    </message>
    <message>
        <source>Starts now</source>
        <translation>马上开始</translation>
    </message>
    <message>
        <source>Next, after {detail}</source>
        <translation>紧接 {detail} 之后</translation>
    </message>
    <message>
        <source>{ahead} ahead of it</source>
        <translation>前面还有 {ahead} 个</translation>
    </message>
    <message>
        <source>Held by {detail}</source>
        <translation>由 {detail} 占用</translation>
    </message>
    <message>
        <source>Stopped, see above</source>
        <translation>已停止，见上方说明</translation>
    </message>
    <message>
        <source>This station is paused</source>
        <translation>本打印站已暂停</translation>
    </message>
    <message>
        <source>No blank of {detail}</source>
        <translation>缺空白壳：{detail}</translation>
    </message>
    <message>
        <source>No connection to the lab</source>
        <translation>未连接演练室</translation>
    </message>
    <message>
        <source>{reason}, in {time}</source>
        <translation>{reason}，{time} 后</translation>
    </message>
</context>
</TS>
